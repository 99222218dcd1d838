package dev.parley.metrics.alert.webhook;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Deliveries {

  private static final int AT_ONCE = 10;

  /** Longer than an attempt may take; who dies meanwhile leaves it to others after that. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  private final JdbcClient jdbc;

  Deliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID id, URI url, String body, Instant now) {
    jdbc.sql(
            "INSERT INTO alert_delivery (id, url, body, due_at, created_at) VALUES (?, ?, ?, ?, ?)")
        .params(id, url.toString(), body, Timestamp.from(now), Timestamp.from(now))
        .update();
  }

  /** Of those to this address; nobody else gets them for a while. */
  List<Delivery> claim(URI url, Instant now) {
    return jdbc.sql(
            """
            UPDATE alert_delivery SET due_at = :until WHERE id IN (
              SELECT id FROM alert_delivery
              WHERE state = 'waiting' AND due_at <= :now AND url = :url
                AND NOT EXISTS (SELECT FROM alert_address_gone gone WHERE gone.url = :url)
              ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING id, url, body, attempts
            """)
        .param("until", Timestamp.from(now.plus(CLAIM)))
        .param("now", Timestamp.from(now))
        .param("url", url.toString())
        .param("most", AT_ONCE)
        .query(
            (row, _) ->
                new Delivery(
                    requireNonNull(row.getObject("id", UUID.class)),
                    URI.create(row.getString("url")),
                    row.getString("body"),
                    row.getInt("attempts")))
        .list();
  }

  void delivered(Delivery delivery) {
    end(delivery, "delivered", null);
  }

  void givenUp(Delivery delivery, String why) {
    end(delivery, "given_up", why);
  }

  private void end(Delivery delivery, String state, @Nullable String why) {
    jdbc.sql(
            """
            UPDATE alert_delivery SET state = ?, attempts = attempts + 1, last_error = ?
            WHERE id = ?
            """)
        .params(state, why, delivery.id())
        .update();
  }

  void failed(Delivery delivery, String why, Instant again) {
    jdbc.sql(
            """
            UPDATE alert_delivery SET attempts = attempts + 1, last_error = ?, due_at = ?
            WHERE id = ?
            """)
        .params(why, Timestamp.from(again), delivery.id())
        .update();
  }

  /** With all that still waits for it. */
  void stop(URI url, String why, Instant now) {
    jdbc.sql("INSERT INTO alert_address_gone (url, gone_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(url.toString(), Timestamp.from(now))
        .update();
    jdbc.sql(
            """
            UPDATE alert_delivery SET state = 'given_up', last_error = ?
            WHERE url = ? AND state = 'waiting'
            """)
        .params(why, url.toString())
        .update();
  }

  /** What comes from now on is sent there again; what was given up stays so. */
  void start(URI url) {
    jdbc.sql("DELETE FROM alert_address_gone WHERE url = ?").param(url.toString()).update();
  }

  Optional<Instant> stoppedAt(URI url) {
    return jdbc.sql("SELECT gone_at FROM alert_address_gone WHERE url = ?")
        .param(url.toString())
        .query((row, _) -> row.getTimestamp("gone_at").toInstant())
        .optional();
  }

  long waiting(URI url) {
    return jdbc.sql("SELECT count(*) FROM alert_delivery WHERE url = ? AND state = 'waiting'")
        .param(url.toString())
        .query(Long.class)
        .single();
  }

  void forgetBefore(Instant then) {
    jdbc.sql("DELETE FROM alert_delivery WHERE created_at < ?")
        .param(Timestamp.from(then))
        .update();
  }
}
