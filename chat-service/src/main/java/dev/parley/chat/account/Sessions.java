package dev.parley.chat.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.chat.event.AccountEvent.SessionRevoked;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.token.AccessTokens;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions and their refresh tokens. A token serves once; one that comes a second time was stolen
 * by somebody, so the whole session ends.
 */
@Component
class Sessions {

  private static final Duration LIFE = Duration.ofDays(30);
  private static final int TOKEN_BYTES = 32;

  private final JdbcClient jdbc;
  private final ChatEvents events;
  private final RevocationList revocations;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(JdbcClient jdbc, ChatEvents events, RevocationList revocations, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.revocations = revocations;
    this.clock = clock;
  }

  record Opened(UUID sessionId, UUID accountId, String refreshToken) {}

  sealed interface Refreshed {
    record Fresh(Opened session) implements Refreshed {}

    record Refused() implements Refreshed {}
  }

  @Transactional
  public Opened open(UUID accountId) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Instant now = clock.instant();
    jdbc.sql(
            "INSERT INTO session (id, account_id, created_at, last_used_at, expires_at)"
                + " VALUES (?, ?, ?, ?, ?)")
        .params(id, accountId, timestamp(now), timestamp(now), timestamp(now.plus(LIFE)))
        .update();
    return new Opened(id, accountId, newToken(id));
  }

  /** The answer is a value and not an exception: a revocation must commit. */
  @Transactional
  public Refreshed refresh(String token) {
    Optional<Known> known = known(token);
    if (known.isEmpty()) {
      return new Refreshed.Refused();
    }
    Known session = known.get();
    if (session.used()) {
      revoke(session.sessionId(), session.accountId());
      return new Refreshed.Refused();
    }
    jdbc.sql("UPDATE refresh_token SET used_at = ? WHERE hash = ?")
        .params(timestamp(clock.instant()), hash(token))
        .update();
    jdbc.sql("UPDATE session SET last_used_at = ? WHERE id = ?")
        .params(timestamp(clock.instant()), session.sessionId())
        .update();
    return new Refreshed.Fresh(
        new Opened(session.sessionId(), session.accountId(), newToken(session.sessionId())));
  }

  @Transactional
  public void revoke(UUID sessionId, UUID accountId) {
    Instant now = clock.instant();
    int ended =
        jdbc.sql(
                "UPDATE session SET revoked_at = ? WHERE id = ? AND account_id = ?"
                    + " AND revoked_at IS NULL")
            .params(timestamp(now), sessionId, accountId)
            .update();
    if (ended > 0) {
      Instant tokensExpireAt = now.plus(AccessTokens.LIFE);
      events.ofAccount(new SessionRevoked(sessionId, accountId, now, tokensExpireAt));
      revocations.addAfterCommit(sessionId, AccessTokens.LIFE);
    }
  }

  private record Known(UUID sessionId, UUID accountId, boolean used) {}

  /** Locks the row: of two refreshes with one token, the second sees what the first did. */
  private Optional<Known> known(String token) {
    return jdbc.sql(
            """
            SELECT t.session_id, s.account_id, t.used_at IS NOT NULL
            FROM refresh_token t JOIN session s ON s.id = t.session_id
            WHERE t.hash = ? AND s.revoked_at IS NULL AND s.expires_at > ?
            FOR UPDATE
            """)
        .params(hash(token), timestamp(clock.instant()))
        .query(
            (row, n) ->
                new Known(
                    row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBoolean(3)))
        .optional();
  }

  private String newToken(UUID sessionId) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql("INSERT INTO refresh_token (hash, session_id) VALUES (?, ?)")
        .params(hash(token), sessionId)
        .update();
    return token;
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.from(time);
  }

  /** A plain hash is enough: the token is random, there is nothing to guess. */
  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
