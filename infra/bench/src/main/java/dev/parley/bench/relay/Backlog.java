package dev.parley.bench.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.outbox.Outbox;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Events of a thousand conversations with some 400 bytes each, written through the outbox. */
final class Backlog {
  private static final int PER_TRANSACTION = 500;
  private static final byte[] BODY =
      """
      {"id":"0193a1b2-0000-7000-8000-000000000001","conversation_id":"0193a1b2-0000-7000-8000-000000000002",\
      "seq":4711,"project_id":null,"visibility":"private","author":{"id":"0193a1b2-0000-7000-8000-00000003",\
      "username":"ada","display_name":"Ada L."},"role":"user","content":"Shall we meet at the usual place, \
      say at seven? I will bring the drawings.","metadata":{},"created_at":"2026-11-21T10:00:00.123Z"}"""
          .getBytes(UTF_8);

  private Backlog() {}

  static EventEnvelope event(int number) {
    return EventEnvelope.of(
            UUID.randomUUID(),
            "bench.message.posted.v1",
            URI.create("/bench"),
            Instant.parse("2026-11-21T10:00:00.123Z"),
            "0193a1b2-0000-7000-8000-%012d".formatted(number % 1000),
            BODY)
        .withSubject("0193a1b2-0000-7000-8000-000000000001")
        .withDataSchema(URI.create("urn:parley:event:bench.message.posted.v1"));
  }

  static void write(ApplicationContext service, int events) {
    Outbox outbox = service.getBean(Outbox.class);
    TransactionTemplate transaction = service.getBean(TransactionTemplate.class);
    for (int start = 0; start < events; start += PER_TRANSACTION) {
      int first = start;
      EventEnvelope[] some =
          IntStream.range(first, Math.min(events, first + PER_TRANSACTION))
              .mapToObj(Backlog::event)
              .toArray(EventEnvelope[]::new);
      transaction.executeWithoutResult(_ -> outbox.append(BenchService.TOPIC, some));
    }
  }

  /** As after a quiet night: no dead rows from an earlier round. */
  static void clear(ApplicationContext service) {
    service.getBean(JdbcTemplate.class).execute("TRUNCATE outbox");
  }
}
