package dev.parley.metrics.opstoken;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current service token. It is kept until shortly before it expires; where none is to be had,
 * the issuer is asked again after 1 s, 2 s, 4 s … 30 s, and until then there is none (fail open:
 * whoever needs no token is read all the same).
 */
public final class OpsToken {

  private static final Logger log = LoggerFactory.getLogger(OpsToken.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration REFUSED_AFTER = Duration.ofSeconds(10);

  private final TokenIssuer issuer;
  private final Clock clock;
  private @Nullable IssuedToken token;
  private Duration pause = FIRST_PAUSE;
  private Instant notBefore = Instant.MIN;

  OpsToken(TokenIssuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  public synchronized Optional<String> current() throws InterruptedException {
    Instant now = clock.instant();
    if ((token == null || token.dueAt(now)) && !now.isBefore(notBefore)) {
      renew(now);
    }
    return Optional.ofNullable(token).filter(t -> !t.expiredAt(now)).map(IssuedToken::value);
  }

  /**
   * Somebody refused this token: perhaps the keys have changed since. A fresh one is not asked for
   * anew, so that a service which refuses every token costs the issuer nothing.
   */
  public synchronized void refused(String value) {
    if (token != null
        && token.value().equals(value)
        && token.issuedAt().plus(REFUSED_AFTER).isBefore(clock.instant())) {
      token = null;
    }
  }

  private void renew(Instant now) throws InterruptedException {
    try {
      token = issuer.issue();
      pause = FIRST_PAUSE;
    } catch (IOException e) {
      log.warn("No service token, asking again in {} s: {}", pause.toSeconds(), e.getMessage());
      notBefore = now.plus(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }
}
