package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits an index now and then, beside who follows: the disk may take its time, and whoever waits
 * for what was just written does not wait for it.
 */
final class Committer implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Committer.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final LuceneIndex index;
  private final CountDownLatch end = new CountDownLatch(1);

  Committer(LuceneIndex index) {
    this.index = index;
  }

  void stop() {
    end.countDown();
  }

  @Override
  public void run() {
    try {
      while (!end.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        commit();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit() {
    try {
      if (index.isOpen()) {
        index.commit();
      }
    } catch (IOException | RuntimeException e) {
      log.warn("the index could not be committed: {}", e.toString());
    }
  }
}
