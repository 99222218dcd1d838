package dev.parley.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventMapper;
import dev.parley.testing.EventContract;
import dev.parley.testing.EventSamples;
import dev.parley.testing.Sample;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every published sample of chat can be read here, and every type read here has expectations. */
class ChatEventsContractTests {

  @ParameterizedTest
  @EventSamples(readBy = "realtime-service")
  void readsEverySample(Sample sample) {
    ChatEvent event = read(sample);
    assertThat(event != null).isEqualTo(sample.type().startsWith("chat."));
    if (event instanceof ChatEvent.InConversation in) {
      String id = sample.node().has("conversation_id") ? "conversation_id" : "id";
      assertThat(in.conversationId()).hasToString(sample.node().path(id).asText());
      assertThat(in.visibility().name())
          .isEqualToIgnoringCase(sample.node().path("visibility").asText());
    }
  }

  @Test
  void expectsWhatItReads() {
    assertThat(EventContract.typesReadBy("realtime-service"))
        .filteredOn(type -> type.startsWith("chat."))
        .containsExactlyInAnyOrderElementsOf(ChatEvents.TYPES.keySet());
  }

  private static ChatEvent read(Sample sample) {
    EventEnvelope envelope =
        EventEnvelope.of(
            UUID.randomUUID(),
            sample.type(),
            URI.create("/chat-service"),
            Instant.EPOCH,
            "key",
            sample.bytes());
    ChatEvent[] event = new ChatEvent[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
        .withPropertyValues("parley.telemetry.slow-operation=1")
        .run(
            context ->
                event[0] = new ChatEvents(context.getBean(EventMapper.class)).read(envelope));
    return event[0];
  }
}
