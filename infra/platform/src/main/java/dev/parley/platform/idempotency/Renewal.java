package dev.parley.platform.idempotency;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Renews a lease now and then, however often it is called. */
final class Renewal implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Renewal.class);

  private final Runnable renew;
  private final long every;
  private long last = System.nanoTime();

  Renewal(Runnable renew, Duration every) {
    this.renew = renew;
    this.every = every.toNanos();
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    if (now - last < every) {
      return;
    }
    last = now;
    try {
      renew.run();
    } catch (DataAccessException e) {
      log.warn("a lease was not renewed, and may be next time: {}", e.toString());
    }
  }
}
