package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an index as the tables are: reads what has been stamped since, writes it, and makes it
 * found. Filling an empty one is the same, from the beginning.
 */
final class Follower implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final int ROWS = 2_000;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration REFRESH_WHILE_FILLING = Duration.ofSeconds(5);

  /** Doubled with each failure in a row, as what fails is the database or the disk. */
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private static final Duration AFTER_MANY_FAILURES = Duration.ofSeconds(30);

  private final LuceneIndex index;
  private final Rows rows;
  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean caughtUp;
  private volatile long target = 1;
  private volatile Freshness freshness = new Freshness(0, null);
  private long refreshedAt = System.nanoTime();

  Follower(LuceneIndex index, Rows rows) {
    this.index = index;
    this.rows = rows;
  }

  /** Whether it has once been where the tables were. */
  boolean caughtUp() {
    return caughtUp;
  }

  Freshness freshness() {
    return freshness;
  }

  /** From 0 to 1. */
  double progress() {
    return caughtUp
        ? 1
        : Math.min(0.99, (double) index.checkpoint().messages().position() / target);
  }

  /** Something has been written: no need to wait until it looks again. */
  void wake() {
    news.release();
  }

  void stop() {
    end.countDown();
    news.release();
  }

  private boolean stopped() {
    return end.getCount() == 0;
  }

  @Override
  public void run() {
    Duration pause = AFTER_FAILURE;
    try {
      while (!stopped()) {
        if (stepped()) {
          pause = AFTER_FAILURE;
          news.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
          news.drainPermits();
        } else if (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(AFTER_MANY_FAILURES) < 0 ? longer : AFTER_MANY_FAILURES;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stepped() {
    try {
      step();
      return true;
    } catch (IOException | RuntimeException e) {
      log.warn("the index could not follow, and goes on from where it is: {}", e.toString());
      return false;
    }
  }

  /** To where the tables are now. */
  private void step() throws IOException {
    Freshness now = rows.freshness();
    target = now.position();
    if (target > index.checkpoint().covered()) {
      Checkpoint at = follow(Kind.MESSAGE, index.checkpoint());
      at = follow(Kind.CONVERSATION, at);
      if (stopped()) {
        return;
      }
      index.write(List.of(), new Checkpoint(target, at.messages(), at.conversations()));
      index.refresh();
    }
    if (!caughtUp) {
      index.commit();
      log.info("the index has caught up with the tables at {}", target);
    }
    freshness = now;
    caughtUp = true;
  }

  private Checkpoint follow(Kind kind, Checkpoint from) throws IOException {
    Checkpoint at = from;
    while (!stopped()) {
      var mark = kind == Kind.MESSAGE ? at.messages() : at.conversations();
      List<Row> batch = rows.after(kind, mark, target, ROWS);
      if (batch.isEmpty()) {
        return at;
      }
      Row last = batch.getLast();
      var reached = new Checkpoint.Mark(last.position(), last.id());
      at =
          kind == Kind.MESSAGE
              ? new Checkpoint(at.covered(), reached, at.conversations())
              : new Checkpoint(at.covered(), at.messages(), reached);
      index.write(batch, at);
      // what an index that answers shows is never beyond what it says it covers
      if (!caughtUp && System.nanoTime() - refreshedAt > REFRESH_WHILE_FILLING.toNanos()) {
        index.refresh();
        refreshedAt = System.nanoTime();
      }
    }
    return at;
  }
}
