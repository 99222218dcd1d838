package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaProbeIntegrationTests {
  private final KafkaProbe probe = KafkaProbe.open();
  private final UUID conversation = UUID.randomUUID();

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void publishesACloudEventOnTheTopicOfItsType() {
    TestEvent event =
        TestEvent.of(conversation, message("Hello 👋"))
            .withTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    probe.publish(event);

    ReceivedRecord received =
        probe.await("chat.events", each -> event.id().toString().equals(each.id()));
    assertThat(received.key()).isEqualTo(conversation.toString());
    assertThat(received.type()).isEqualTo("chat.message.posted.v1");
    assertThat(received.header("ce_specversion")).isEqualTo("1.0");
    assertThat(received.header("traceparent")).isEqualTo(event.traceparent());
    assertThat(received.json().path("content").asText()).isEqualTo("Hello 👋");
  }

  @Test
  void refusesToPublishWhatNoProducerMay() {
    Sample impossible = message("x").with("seq", 0);
    assertThatThrownBy(() -> probe.publish(TestEvent.of(conversation, impossible)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seq");
  }

  @Test
  void findsGarbageAmongDeadLetters() {
    String topic = TestServers.freshTopic("probe", 2);
    probe.sendGarbage(topic + ".dlt", null, "not JSON".getBytes(UTF_8));
    assertThat(probe.awaitDeadLetter(topic, _ -> true).text()).isEqualTo("not JSON");
    assertThat(probe.readAll(topic)).isEmpty();
  }

  private Sample message(String content) {
    return EventContract.sample("chat.message.posted.v1", "first-in-a-private-conversation")
        .with("conversation_id", conversation)
        .with("content", content);
  }
}
