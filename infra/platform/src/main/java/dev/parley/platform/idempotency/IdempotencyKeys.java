package dev.parley.platform.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;

/** Keys and answers in the service's own schema: one statement before a request, one after it. */
final class IdempotencyKeys {

  /** Whoever inserts the row runs; whoever comes later reads what became of it. */
  private static final String CLAIM =
      """
      WITH mine AS (
        INSERT INTO idempotency_key AS known (claim, request, first_attempt, leased_until)
        VALUES (?, ?, now(), now() + ? * interval '1 ms')
        ON CONFLICT (claim) DO UPDATE SET
          request = excluded.request, leased_until = excluded.leased_until,
          first_attempt = CASE WHEN known.first_attempt < now() - ? * interval '1 ms'
            THEN excluded.first_attempt ELSE known.first_attempt END,
          attempts = CASE WHEN known.first_attempt < now() - ? * interval '1 ms'
            THEN 1 ELSE known.attempts + 1 END,
          status = NULL, content_type = NULL, location = NULL, body = NULL, content = NULL
        WHERE known.first_attempt < now() - ? * interval '1 ms'
          OR (known.status IS NULL AND known.leased_until <= now()
            AND known.request = excluded.request)
        RETURNING *)
      SELECT true AS ours, * FROM mine
      UNION ALL
      SELECT false, * FROM idempotency_key WHERE claim = ? AND NOT EXISTS (SELECT FROM mine)
      """;

  private static final int LOOKS = 5;

  private final JdbcOperations jdbc;
  private final IdempotencyProperties settings;

  IdempotencyKeys(JdbcOperations jdbc, IdempotencyProperties settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  Claim claim(byte[] claim, byte[] request) {
    long keep = settings.keep().toMillis();
    for (int look = 0; look < LOOKS; look++) {
      List<Claim> found =
          jdbc.query(
              CLAIM,
              (row, number) -> read(row, request),
              claim,
              request,
              settings.lease().toMillis(),
              keep,
              keep,
              keep,
              claim);
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      // inserted by somebody else after this statement began to look: the next one sees it
    }
    return new Claim.Running();
  }

  private static Claim read(ResultSet row, byte[] request) throws SQLException {
    if (row.getBoolean("ours")) {
      return new Claim.Ours(
          row.getTimestamp("first_attempt").toInstant(), row.getInt("attempts") > 1);
    }
    if (!Arrays.equals(request, Objects.requireNonNull(row.getBytes("request")))) {
      return new Claim.OfAnother();
    }
    int status = row.getInt("status");
    return row.wasNull()
        ? new Claim.Running()
        : new Claim.Answered(
            status,
            row.getString("content_type"),
            row.getString("location"),
            row.getBytes("body"),
            row.getBytes("content"));
  }

  void answered(byte[] claim, Claim.Answered answer) {
    jdbc.update(
        "UPDATE idempotency_key SET status = ?, content_type = ?, location = ?, body = ?,"
            + " content = ? WHERE claim = ?",
        answer.status(),
        answer.contentType(),
        answer.location(),
        answer.body(),
        answer.content(),
        claim);
  }

  /** It still goes on: a body that takes longer than a lease is no dead attempt. */
  void renew(byte[] claim) {
    jdbc.update(
        "UPDATE idempotency_key SET leased_until = now() + ? * interval '1 ms'"
            + " WHERE claim = ? AND status IS NULL",
        settings.lease().toMillis(),
        claim);
  }

  /** How often to {@link #renew}. */
  Duration renewEvery() {
    return settings.lease().dividedBy(4);
  }

  /** May be tried again at once, and then with the same ids: this attempt may have done it. */
  void failed(byte[] claim) {
    jdbc.update(
        "UPDATE idempotency_key SET leased_until = now() WHERE claim = ? AND status IS NULL",
        claim);
  }

  /** Nothing was begun by the only attempt: the key is free for a request that was mended. */
  void forget(byte[] claim) {
    jdbc.update("DELETE FROM idempotency_key WHERE claim = ?", claim);
  }
}
