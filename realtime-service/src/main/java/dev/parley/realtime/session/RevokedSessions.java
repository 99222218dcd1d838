package dev.parley.realtime.session;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Remembers a revoked session until its last access token has expired: a token stays valid by its
 * signature, and a connection may be opened long after the event went by.
 */
@Repository
public class RevokedSessions {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  RevokedSessions(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public void add(UUID sessionId, Instant tokensExpireAt) {
    if (tokensExpireAt.plusSeconds(60).isBefore(clock.instant())) {
      return;
    }
    jdbc.update("DELETE FROM revoked_session WHERE until < now() - interval '5 minutes'");
    jdbc.update(
        "INSERT INTO revoked_session (session_id, until) VALUES (?, ?) ON CONFLICT DO NOTHING",
        sessionId,
        Timestamp.from(tokensExpireAt));
  }

  public boolean contains(UUID sessionId) {
    return !jdbc.queryForList(
            "SELECT 1 FROM revoked_session WHERE session_id = ?", Integer.class, sessionId)
        .isEmpty();
  }
}
