package dev.parley.realtime.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong once a minute, however often it is tried again. */
final class Complaints {

  private static final Logger log = LoggerFactory.getLogger(Complaints.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Clock clock;
  private @Nullable Instant next;

  Complaints(Clock clock) {
    this.clock = clock;
  }

  void say(String what, Exception why) {
    Instant now = clock.instant();
    if (next == null || !now.isBefore(next)) {
      next = now.plus(QUIET);
      log.warn("{}; trying again until it works ({})", what, rootOf(why));
    }
  }

  void resolved(String what) {
    if (next != null) {
      next = null;
      log.info("{}", what);
    }
  }

  private static String rootOf(Throwable why) {
    Throwable root = why;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
