package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static dev.parley.realtime.Running.TWO;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.server.KafkaServer;
import dev.parley.platform.kafka.DeadLetters;
import dev.parley.testing.Patience;
import dev.parley.testing.Problems;
import dev.parley.testing.TestServers;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What comes out of Kafka, or does not. */
class StreamIntegrationTests {

  /** Of what may wait for one client. */
  private static final double A_THIRD = 350_000;

  private final UUID conversation = UUID.randomUUID();
  private final UUID watched = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada of streams");

  @Test
  void garbageGoesToTheDeadLettersOnceAndTheRestFlowsOn() {
    INSTALLATION.addMember(conversation, ada.userId());
    try (var first = WsClient.join(ONE.ws(), ada.value());
        var second = WsClient.join(TWO.ws(), ada.value())) {
      INSTALLATION.publishGarbage(conversation, "not even an event".getBytes(UTF_8));
      INSTALLATION.publish("chat.message.posted.v1", conversation, "{\"seq\":\"one\"}");
      INSTALLATION.publish("chat.message.posted.v1", conversation, "[".repeat(100_000));
      INSTALLATION.publish("chat.message.posted.v1", conversation, "null");
      INSTALLATION.publishGarbage(conversation, "{\"a\":1}".getBytes(UTF_16));
      INSTALLATION.publish("chat.something.unheard-of.v1", conversation, "{}");
      INSTALLATION.post(conversation, 1);
      assertThat(posted(first, 1)).hasSize(1);
      assertThat(posted(second, 1)).hasSize(1);
    }
    List<ConsumerRecord<byte[], byte[]>> letters = deadLetters();
    assertThat(letters)
        .hasSize(5)
        .allSatisfy(
            letter -> {
              assertThat(letter.key()).isEqualTo(conversation.toString().getBytes(UTF_8));
              assertThat(letter.headers().lastHeader(DeadLetters.REASON).value()).isNotEmpty();
            });
  }

  @Test
  void anInstanceThatStartsLaterKnowsTheMembersAndDeliversOnlyWhatIsNew() {
    INSTALLATION.addMember(conversation, ada.userId());
    INSTALLATION.post(conversation, 1);
    try (var settled = WsClient.join(ONE.ws(), ada.value())) {
      INSTALLATION.post(conversation, 2);
      settled.until(conversation, 2);
    }
    try (var late = RealtimeInstance.start(INSTALLATION);
        var client = WsClient.join(late.ws(), ada.value())) {
      INSTALLATION.post(conversation, 3);
      assertThat(posted(client, 3)).hasSize(1);
    }
  }

  /** That one was made a member may be heard, or have been before. */
  private List<JsonNode> posted(WsClient client, long last) {
    return client.until(conversation, last).stream()
        .filter(event -> event.path("event").asText().equals("message.posted"))
        .toList();
  }

  @Test
  void aReaderThatStopsReadingIsCutOffAndHoldsNobodyUp() throws IOException {
    try (var awake = awake(ONE);
        var asleep = new SleepyClient(ONE, ada)) {
      double before = tooSlow();
      postUntilSomethingIsDropped(ONE, awake, 0);

      Patience.await().until(() -> tooSlow() > before);
      assertThat(asleep.wakeUp()).isEqualTo(new WsClient.Goodbye(4508, "reader.too_slow"));
      awake.say("{\"type\":\"ping\"}");
    }
  }

  /** Of what waits it is told later; of who types, never. */
  @Test
  void whatIsPassingIsLeftOutFirstAndWhatWaitsIsBounded() throws IOException {
    try (var awake = awake(ONE);
        var asleep = new SleepyClient(ONE, ada)) {
      double events = dropped(ONE, "event");
      double passing = dropped(ONE, "passing");
      long last = 0;
      while (ONE.metric("realtime.outbound") < A_THIRD) {
        postLong(++last);
        awake.until(conversation, last);
      }
      awake.say(
          "{\"type\":\"typing\",\"conversation_id\":\"%s\",\"on\":true}".formatted(conversation));
      Patience.await().until(() -> dropped(ONE, "passing") > passing);
      assertThat(dropped(ONE, "event")).isEqualTo(events);

      postUntilSomethingIsDropped(ONE, awake, last);
      // of the others, who read, nothing waits for long
      Patience.await()
          .untilAsserted(
              () ->
                  assertThat(ONE.metric("realtime.outbound")).isBetween(1_000_000.0, 1_200_000.0));
      asleep.readUntil("\"seq\":" + last);
    }
  }

  @Test
  void aReaderThatWakesUpInTimeIsToldOfAGapAndHearsOn() throws IOException {
    try (var awake = awake(TWO);
        var asleep =
            new SleepyClient(
                TWO,
                "{\"type\":\"hello\",\"token\":\"%s\",\"watch\":[\"%s\"]}"
                    .formatted(ada.value(), watched))) {
      long last = postUntilSomethingIsDropped(TWO, awake, 0);

      asleep.readUntil("\"type\":\"gap\"");
      assertThat(asleep.readUntil("truncated"))
          .contains(watched.toString(), conversation.toString());
      INSTALLATION.post(conversation, last + 1);
      asleep.readUntil("\"seq\":" + (last + 1));
    }
  }

  private WsClient awake(RealtimeInstance instance) {
    INSTALLATION.addMember(conversation, ada.userId());
    TestToken bob = TestTokens.userToken("bob-" + conversation);
    INSTALLATION.addMember(conversation, bob.userId());
    return WsClient.join(instance.ws(), bob.value());
  }

  /** Far more than all the buffers on the way can hold. */
  private long postUntilSomethingIsDropped(RealtimeInstance instance, WsClient awake, long last) {
    double before = dropped(instance, "event");
    long seq = last;
    while (dropped(instance, "event") == before) {
      assertThat(++seq).isLessThan(2_000);
      postLong(seq);
      if ((seq - last) % 20 == 0) {
        assertThat(awake.until(conversation, seq)).hasSizeGreaterThanOrEqualTo(20);
      }
    }
    return seq;
  }

  private void postLong(long seq) {
    INSTALLATION.publish(
        "chat.message.posted.v1",
        conversation,
        Bodies.message(conversation, seq, "private", null, "x".repeat(15_000)));
  }

  private static double dropped(RealtimeInstance instance, String kind) {
    return instance.metric("realtime.frames.dropped", "kind", kind);
  }

  private static double tooSlow() {
    return ONE.metric("realtime.connections.dropped", "reason", "reader.too_slow");
  }

  @Test
  void startsWithoutKafkaAndIsReadyWhenItComes() {
    try (KafkaServer kafka = KafkaServer.startTemporary()) {
      kafka.createTopics(List.of("chat.events", "chat.accounts"), 2);
      kafka.stop();
      try (var instance =
          RealtimeInstance.start(
              RealtimeInstance.common(RealtimeInstance.database(), kafka.bootstrapServers()))) {
        assertThat(instance.get("/livez").statusCode()).isEqualTo(200);
        assertThat(instance.get("/readyz").statusCode()).isEqualTo(503);
        Problems.assertProblem(instance.get("/ws")).hasStatus(426);
        kafka.restart();
        instance.ready();
        WsClient.join(instance.ws(), ada.value()).close();
      }
    }
  }

  @Test
  void startsWithoutADatabase() {
    Map<String, Object> settings = INSTALLATION.settings();
    settings.put("POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/parley");
    try (var instance = RealtimeInstance.start(settings)) {
      assertThat(instance.get("/livez").statusCode()).isEqualTo(200);
      assertThat(instance.get("/readyz").statusCode()).isEqualTo(503);
    }
  }

  /** Waits for five, and then that no sixth comes while something else still does. */
  private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    String topic = INSTALLATION.events() + ".dlt";
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                TestServers.kafka().bootstrapServers(),
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Patience.await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(50)).forEach(letters::add);
                return letters.size() >= 5;
              });
      // both instances have delivered what came after the garbage, so both are done with it
      consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
    }
    return letters;
  }
}
