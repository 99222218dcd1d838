package dev.parley.platform.security;

import java.time.Duration;
import java.time.Instant;

/** A token as it was issued. It is renewed once a fifth of its life is left. */
record IssuedToken(String value, Instant askedAt, Duration life) {

  boolean dueAt(Instant now) {
    return !now.isBefore(askedAt.plus(life.multipliedBy(4).dividedBy(5)));
  }

  boolean expiredAt(Instant now) {
    return !now.isBefore(askedAt.plus(life));
  }

  @Override
  public String toString() {
    return "IssuedToken[askedAt=%s, life=%s]".formatted(askedAt, life);
  }
}
