package dev.parley.realtime;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics and a schema of its own, and a hand that publishes as chat-service would. */
final class Installation {

  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String TRACE_PARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";
  private static final int PARTITIONS = 4;

  private final String events;
  private final String accounts;
  private final String alerts;
  private final TestDatabase database;
  private final KafkaProducer<String, byte[]> producer;

  private Installation() {
    TestServers.prepare(true, true, true);
    events = TestServers.freshTopic("chat.events", PARTITIONS);
    accounts = TestServers.freshTopic("chat.accounts", PARTITIONS);
    alerts = TestServers.freshTopic("ops.alerts", PARTITIONS);
    database = RealtimeInstance.database();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static Installation fresh() {
    return new Installation();
  }

  TestDatabase database() {
    return database;
  }

  String events() {
    return events;
  }

  Map<String, Object> settings() {
    Map<String, Object> settings =
        RealtimeInstance.common(database, TestServers.kafka().bootstrapServers());
    settings.put("parley.realtime.stream.events", events);
    settings.put("parley.realtime.stream.accounts", accounts);
    settings.put("parley.realtime.alerts.topic", alerts);
    return settings;
  }

  void publish(String type, UUID key, String json) {
    publish(UUID.randomUUID(), type, key, json);
  }

  void publish(UUID id, String type, UUID key, String json) {
    publish(id, type, key, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for nothing; order per key is kept. */
  void publish(UUID id, String type, UUID key, byte[] body) {
    var envelope =
        new EventEnvelope(
            id,
            type,
            URI.create("/chat-service"),
            Instant.now(),
            key.toString(),
            null,
            null,
            TRACE_PARENT,
            body);
    var record = new ProducerRecord<>(topicOf(type), key.toString(), envelope.data());
    CloudEventHeaders.of(envelope)
        .forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
    var _ = producer.send(record);
  }

  private String topicOf(String type) {
    return type.startsWith("ops.") ? alerts : type.startsWith("chat.session") ? accounts : events;
  }

  void publishGarbage(UUID key, byte[] value) {
    try {
      var _ = producer.send(new ProducerRecord<>(events, key.toString(), value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void addMember(UUID conversation, UUID user) {
    publish("chat.member.added.v1", conversation, Bodies.member(conversation, user, "private"));
  }

  void removeMember(UUID conversation, UUID user) {
    publish("chat.member.removed.v1", conversation, Bodies.member(conversation, user, "private"));
  }

  void read(UUID conversation, UUID user, long seq, String visibility) {
    publish(
        "chat.read.advanced.v1", conversation, Bodies.read(conversation, user, seq, visibility));
  }

  void post(UUID conversation, long seq) {
    publish("chat.message.posted.v1", conversation, Bodies.message(conversation, seq));
  }
}
