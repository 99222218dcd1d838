package dev.parley.search.engine.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.search.text.Analysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The index that answers, and beside it the one that a rebuild fills: it is compared with the
 * tables, and only then answers in its stead. An instance that ends meanwhile goes on where it was.
 */
final class Generations implements Runnable, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Generations.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration STEP = Duration.ofMillis(1);

  /** After which the tables answer until the index that takes over is as far. */
  private static final Duration LONGEST_HANDOVER = Duration.ofSeconds(30);

  /** Holds the number of the index that answers. */
  private static final String ANSWERING = "answering";

  private final Path folder;
  private final Analysis analysis;
  private final JdbcClient jdbc;
  private final Rows rows;
  private final Rebuilds rebuilds;
  private final Thread watching = Thread.ofPlatform().name("search-rebuild").unstarted(this);
  private volatile boolean stopped;
  private volatile Generation answering;
  private @Nullable Generation next;
  private int failed;
  private int done;

  private Generations(Path folder, Analysis analysis, JdbcClient jdbc, Generation first) {
    this.folder = folder;
    this.analysis = analysis;
    this.jdbc = jdbc;
    rows = new Rows(jdbc);
    rebuilds = new Rebuilds(jdbc, folder.toString());
    answering = first;
  }

  static Generations open(Path folder, Analysis analysis, JdbcClient jdbc) throws IOException {
    Rebuilds rebuilds = new Rebuilds(jdbc, folder.toString());
    int number = written(folder.resolve(ANSWERING)).orElseGet(rebuilds::newest);
    Generation first = Generation.open(folder, number, analysis, new Rows(jdbc));
    Generations all = new Generations(folder, analysis, jdbc, first);
    all.pointTo(number);
    return all;
  }

  /** Empty where nothing was written, or a power failure left nothing of it. */
  private static OptionalInt written(Path pointer) throws IOException {
    String text = Files.exists(pointer) ? Files.readString(pointer).strip() : "";
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  void start() {
    answering.start();
    watching.start();
  }

  Generation answering() {
    return answering;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        look();
      } catch (IOException | RuntimeException e) {
        log.warn("the rebuild goes on later: {}", e.toString());
      }
      rest();
    }
  }

  /** Until it is time to look again, or to end. */
  private void rest() {
    LockSupport.parkNanos(stopped ? 1 : LOOK_EVERY.toNanos());
  }

  private void look() throws IOException {
    Generation filling = next;
    if (filling == null) {
      int wanted = rebuilds.newest();
      if (wanted > answering.number() && wanted > failed) {
        log.info("filling index {} beside index {}", wanted, answering.number());
        next = Generation.open(folder, wanted, analysis, rows);
        next.start();
      } else {
        tellDone();
      }
    } else if (filling.follower().caughtUp()) {
      rebuilds.tell(filling.number(), "comparing", 1);
      finish(filling);
    } else {
      rebuilds.tell(filling.number(), "filling", filling.follower().progress());
    }
  }

  private void finish(Generation filled) throws IOException {
    Set<Integer> differing = filled.index().differences(jdbc);
    if (stopped) {
      return;
    }
    if (!differing.isEmpty()) {
      next = null;
      log.error("index {} differs from the tables in conversations {}", filled.number(), differing);
      failed = filled.number();
      filled.delete();
      rebuilds.tell(filled.number(), "failed", 1);
      return;
    }
    pointTo(filled.number());
    answering.standStill();
    long end = System.nanoTime() + LONGEST_HANDOVER.toNanos();
    while (isBehind(filled) && System.nanoTime() < end) {
      if (stopped) {
        return;
      }
      filled.follower().wake();
      LockSupport.parkNanos(STEP.toNanos());
    }
    Generation old = answering;
    answering = filled;
    next = null;
    log.info("index {} answers", filled.number());
    old.delete();
    tellDone();
  }

  /** Also where an instance ended after its index had taken over and before that was written. */
  private void tellDone() {
    if (answering.number() > done && answering.follower().caughtUp()) {
      rebuilds.tell(answering.number(), "done", 1);
      done = answering.number();
    }
  }

  /** What somebody has been shown by the one that answers is not taken back by its successor. */
  private boolean isBehind(Generation filled) {
    return filled.follower().freshness().position() < answering.follower().freshness().position();
  }

  /** From one moment to the other, whenever the power fails. */
  private void pointTo(int number) throws IOException {
    Path written = folder.resolve(ANSWERING + ".new");
    Files.writeString(written, Integer.toString(number), UTF_8);
    Files.move(
        written,
        folder.resolve(ANSWERING),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    forget(number);
  }

  /** What is older answers no more. */
  private void forget(int number) throws IOException {
    for (int old = number - 1; old >= 0; old--) {
      Path path = folder.resolve(Integer.toString(old));
      if (old != answering.number() && Files.exists(path)) {
        FileSystemUtils.deleteRecursively(path);
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(watching);
    try {
      watching.join();
      Generation filling = next;
      if (filling != null) {
        filling.close();
      }
      answering.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
