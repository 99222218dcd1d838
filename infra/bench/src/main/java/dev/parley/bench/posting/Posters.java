package dev.parley.bench.posting;

import dev.parley.bench.chat.People;
import dev.parley.bench.chat.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Clients that post, each on its own connection, over all conversations in turn. */
final class Posters {

  private static final String CONTENT = "hello ".repeat(30).strip();

  private final People people;
  private final int port;

  Posters(People people, int port) {
    this.people = people;
    this.port = port;
  }

  /** Latencies in nanoseconds, sorted. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(long[] nanos, double seconds) {

    double rate() {
      return nanos.length / seconds;
    }

    double millis(double quantile) {
      return nanos[(int) Math.min(nanos.length - 1, nanos.length * quantile)] / 1e6;
    }
  }

  /**
   * @param rate posts a second over all clients, each sent when its time has come and measured from
   *     then on, however late the client is; 0: as fast as answers come
   */
  Result run(int clients, Duration time, double rate)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Future<long[]>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        int client = i;
        long pause = rate == 0 ? 0 : (long) (clients / rate * 1e9);
        long first = begin + pause * client / clients;
        running.add(threads.submit(() -> post(client % people.count(), first, pause, end)));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> one : running) {
      all.add(one.get());
    }
    long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(nanos, seconds);
  }

  private long[] post(int person, long first, long pause, long end) throws IOException {
    byte[] request = people.post(person, CONTENT);
    long[] nanos = new long[1 << 12];
    int count = 0;
    try (var wire = new Wire(port)) {
      for (long due = first; ; due += pause) {
        long from = System.nanoTime();
        if (pause > 0) {
          for (; from < due; from = System.nanoTime()) {
            LockSupport.parkNanos(due - from);
          }
          from = due;
        }
        if (System.nanoTime() > end) {
          return Arrays.copyOf(nanos, count);
        }
        Wire.Answer answer = wire.ask(request);
        if (answer.status() != 201) {
          throw new IllegalStateException(answer.toString());
        }
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = System.nanoTime() - from;
      }
    }
  }
}
