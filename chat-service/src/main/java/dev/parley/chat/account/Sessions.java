package dev.parley.chat.account;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.platform.security.TokenHash;
import dev.parley.platform.security.TokenProblems;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private static final String LIVE =
      " WHERE account_id = ? AND revoked_at IS NULL AND expires_at > ?";

  private final JdbcClient jdbc;
  private final RevocationList revocations;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(JdbcClient jdbc, RevocationList revocations, Clock clock) {
    this.jdbc = jdbc;
    this.revocations = revocations;
    this.clock = clock;
  }

  record Opened(UUID sessionId, UUID accountId, String refreshToken) {}

  sealed interface Refreshed {
    record Fresh(Opened session) implements Refreshed {}

    record Refused() implements Refreshed {}
  }

  @Transactional
  public Opened open(UUID accountId, Client client) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO session
              (id, account_id, created_at, last_used_at, expires_at, user_agent, address)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(id, accountId, timestamp(now), timestamp(now), timestamp(now.plus(LIFE)))
        .param(client.userAgent())
        .param(client.address())
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
        .params(timestamp(clock.instant()), TokenHash.of(token))
        .update();
    jdbc.sql("UPDATE session SET last_used_at = ? WHERE id = ?")
        .params(timestamp(clock.instant()), session.sessionId())
        .update();
    return new Refreshed.Fresh(
        new Opened(session.sessionId(), session.accountId(), newToken(session.sessionId())));
  }

  /** Whether there was such a session of this account. */
  @Transactional
  public boolean revoke(UUID sessionId, UUID accountId) {
    List<UUID> ended = end(accountId, "id = ?", sessionId);
    revocations.announce(accountId, ended);
    return !ended.isEmpty();
  }

  /** The caller holds the account's row. */
  void revokeOthers(UUID sessionId, UUID accountId) {
    revocations.announce(accountId, end(accountId, "id <> ?", sessionId));
  }

  /** The caller holds the account's row, and announces them. */
  List<UUID> endAll(UUID accountId) {
    return end(accountId, "true");
  }

  private List<UUID> end(UUID accountId, String which, Object... parameters) {
    Timestamp now = timestamp(clock.instant());
    return jdbc.sql("UPDATE session SET revoked_at = ?" + LIVE + " AND " + which + " RETURNING id")
        .params(now, accountId, now)
        .params(List.of(parameters))
        .query(UUID.class)
        .list();
  }

  /** An access token outlives its session by minutes: too long for what makes new ways in. */
  void requireLive(@Nullable UUID sessionId, UUID accountId) {
    if (sessionId == null || !isLive(sessionId, accountId)) {
      throw TokenProblems.invalid();
    }
  }

  private boolean isLive(UUID sessionId, UUID accountId) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM session" + LIVE + " AND id = ?)")
        .params(accountId, timestamp(clock.instant()), sessionId)
        .query(Boolean.class)
        .single();
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
        .params(TokenHash.of(token), timestamp(clock.instant()))
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
        .params(TokenHash.of(token), sessionId)
        .update();
    return token;
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.from(time);
  }
}
