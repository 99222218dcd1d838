package dev.parley.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.trace.Spans;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * By which a service calls others on its own behalf. It is asked for when it is needed, and kept
 * until shortly before it expires; where none is to be had, the issuer is asked again after 1 s, 2
 * s, 4 s … 30 s, and until then there is none: whoever needs no token is called all the same.
 */
public final class ServiceToken {

  private static final Logger log = LoggerFactory.getLogger(ServiceToken.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final TokenEndpoint issuer;
  private final Map<String, String> form;
  private final Clock clock;
  private @Nullable IssuedToken token;
  private Duration pause = FIRST_PAUSE;
  private Instant notBefore = Instant.MIN;

  /** Whoever happens to need it first has it asked for; no trace is about that. */
  public ServiceToken(
      ServiceAddress issuer, ClientCredentials credentials, ObjectMapper mapper, Clock clock) {
    this.issuer = new TokenEndpoint(issuer, mapper, Spans.NONE);
    this.form = credentials.form();
    this.clock = clock;
  }

  /** Empty: there is none to be had just now. */
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
        && token.askedAt().plus(FRESH).isBefore(clock.instant())) {
      token = null;
    }
  }

  private void renew(Instant now) throws InterruptedException {
    try {
      TokenEndpoint.Answer answer = issuer.ask(form);
      if (answer.expiresIn() <= 0) {
        throw new IOException("the issuer does not say how long its token lives");
      }
      token = new IssuedToken(answer.accessToken(), now, Duration.ofSeconds(answer.expiresIn()));
      pause = FIRST_PAUSE;
    } catch (IOException | BadJwtException e) {
      log.warn("No service token, asking again in {} s: {}", pause.toSeconds(), e.getMessage());
      notBefore = now.plus(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }
}
