package dev.parley.bench.search;

import dev.parley.bench.realtime.Room;
import dev.parley.bench.search.Asker.Times;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** What is written while others search: from its event on its way to Kafka until it is found. */
final class LiveMessages {
  private static final int PEOPLE = 2;
  private static final int GENTLE = 100;
  private static final int BUSY = 1_000;
  private static final int SECONDS = 20;
  private static final int BACKLOG = 50_000;

  private final String brokers;
  private final Asker asker;

  /**
   * @param asker is person 1
   */
  LiveMessages(String brokers, Asker asker) {
    this.brokers = brokers;
    this.asker = asker;
  }

  void run(String common) throws IOException, InterruptedException {
    try (Room room = new Room(brokers, PEOPLE)) {
      // the consumer has its partitions
      fresh(room, "first", 5);
      sayFresh("just started", fresh(room, "cold", SECONDS));
      fresh(room, "warm", SECONDS);
      sayFresh("warm", fresh(room, "fresh", SECONDS));
      busy(room, common);
      backlog(room);
    }
  }

  private static void sayFresh(String service, Times times) {
    System.out.printf(Locale.ROOT, "written to findable at %d/s, %s: %s%n", GENTLE, service, times);
  }

  private Times fresh(Room room, String word, int seconds) throws InterruptedException {
    var taken = new ConcurrentLinkedQueue<Double>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int i = 0; i < GENTLE * seconds; i++) {
        parkUntil(begin + i * 1_000_000_000L / GENTLE);
        String unique = word + i + "x";
        long written = System.nanoTime();
        long seq = room.say(unique + " w7 w70 w700");
        readers.execute(
            () -> {
              awaitFound(room, unique, seq);
              taken.add((System.nanoTime() - written) / 1e6);
            });
      }
    }
    double[] all = taken.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(all);
    return new Times(all);
  }

  private void busy(Room room, String common) throws IOException, InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    var writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  long begin = System.nanoTime();
                  for (int i = 0; i < BUSY * SECONDS; i++) {
                    parkUntil(begin + i * 1_000_000_000L / BUSY);
                    room.say("busy" + i + " w7 w70 w700 and eight other words behind them");
                  }
                  ended.set(true);
                });
    var taken = new ConcurrentLinkedQueue<Double>();
    while (!ended.get()) {
      taken.add(asker.ask(common, "", 1).quantile(0));
      LockSupport.parkNanos(10_000_000);
    }
    writer.join();
    double behind = untilFound(room, "theend");
    double[] all = taken.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "a common word beside %,d written/s: %s; %.0f ms behind at the end%n",
        BUSY,
        new Times(all),
        behind);
  }

  private void backlog(Room room) {
    long begin = System.nanoTime();
    for (int i = 0; i < BACKLOG; i++) {
      room.say("backlog" + i + " w7 w70 w700 and eight other words behind them");
    }
    untilFound(room, "lastofall");
    System.out.printf(
        Locale.ROOT,
        "%,d at once: %,.0f/s from Kafka until findable%n",
        BACKLOG,
        BACKLOG / ((System.nanoTime() - begin) / 1e9));
  }

  private double untilFound(Room room, String word) {
    long written = System.nanoTime();
    awaitFound(room, word, room.say(word));
    return (System.nanoTime() - written) / 1e6;
  }

  private void awaitFound(Room room, String word, long seq) {
    String filters = "&limit=1&min_position=" + room.id() + ":" + seq;
    // in quotes nobody takes it for misspelt, which would cost more than what is measured
    String phrase = '"' + word + '"';
    try {
      while (!asker.answer(phrase, filters).body().contains("\"conversation_id\"")) {
        LockSupport.parkNanos(1_000_000);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void parkUntil(long due) {
    while (System.nanoTime() < due) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }
}
