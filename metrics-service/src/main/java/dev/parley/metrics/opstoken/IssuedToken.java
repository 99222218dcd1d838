package dev.parley.metrics.opstoken;

import java.time.Duration;
import java.time.Instant;

/** A token as it was issued. It is renewed once a fifth of its life is left. */
record IssuedToken(String value, Instant issuedAt, Duration life) {

  boolean dueAt(Instant now) {
    return !now.isBefore(issuedAt.plus(life.multipliedBy(4).dividedBy(5)));
  }

  boolean expiredAt(Instant now) {
    return !now.isBefore(issuedAt.plus(life));
  }

  @Override
  public String toString() {
    return "IssuedToken[issuedAt=%s, life=%s]".formatted(issuedAt, life);
  }
}
