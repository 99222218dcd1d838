package dev.parley.bench.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bench.service.Keys;
import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A private conversation, by the events that chat-service publishes of one. */
public final class Room implements AutoCloseable {

  private static final UUID AUTHOR = Keys.userId(0);

  private final UUID id = UUID.randomUUID();
  private final AtomicLong seq = new AtomicLong();
  private final KafkaProducer<String, byte[]> producer;

  public Room(String bootstrapServers, int people) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    publish(
        "chat.conversation.created.v1",
        """
        {"id":"%s","title":"Benchmark","owner_id":"%s","project_id":null,"visibility":"private",\
        "archived":false,"metadata":{},"created_at":"%3$s","updated_at":"%3$s"}"""
            .formatted(id, AUTHOR, now()));
    for (int i = 0; i < people; i++) {
      publish(
          "chat.member.added.v1",
          """
          {"conversation_id":"%s","user_id":"%s","role":"%s","project_id":null,\
          "visibility":"private"}"""
              .formatted(id, Keys.userId(i), i == 0 ? "owner" : "member"));
    }
    producer.flush();
  }

  public UUID id() {
    return id;
  }

  /** Returns its number, before the broker has it. */
  public long say(String text) {
    long number = seq.incrementAndGet();
    publish(
        "chat.message.posted.v1",
        """
        {"id":"%s","conversation_id":"%s","seq":%d,"project_id":null,"visibility":"private",\
        "author":{"id":"%s","username":"person0","display_name":"Person 0"},"role":"user",\
        "content":"%s","reply_to_id":null,"metadata":{},"created_at":"%s"}"""
            .formatted(UUID.randomUUID(), id, number, AUTHOR, text, now()));
    return number;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void publish(String type, String json) {
    var envelope =
        EventEnvelope.of(
                UUID.randomUUID(),
                type,
                URI.create("/chat-service"),
                Instant.now(),
                id.toString(),
                json.getBytes(UTF_8))
            .withSubject(id.toString())
            .withDataSchema(URI.create("urn:parley:event:" + type));
    var message = new ProducerRecord<>("chat.events", id.toString(), envelope.data());
    CloudEventHeaders.of(envelope)
        .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    var _ = producer.send(message);
  }

  @Override
  public void close() {
    producer.close();
  }
}
