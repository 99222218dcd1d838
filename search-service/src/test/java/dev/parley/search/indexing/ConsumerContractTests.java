package dev.parley.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventMapper;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.testing.EventContract;
import dev.parley.testing.EventSamples;
import dev.parley.testing.Sample;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConsumerContractTests {
  private final ChatEventReader reader = new ChatEventReader(mapper());

  @ParameterizedTest
  @EventSamples(readBy = "search-service")
  void readsEveryPublishedSample(Sample sample) {
    assertThat(read(sample)).isPresent();
  }

  @Test
  void readsNoOtherType() {
    assertThat(EventContract.types().stream().filter(type -> !readsType(type)))
        .doesNotContainAnyElementsOf(EventContract.typesReadBy("search-service"));
    assertThat(read(new Sample("chat.message.pinned.v1", "unknown", "{}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "chat.conversation.created.v1, title",
    "chat.conversation.created.v1, visibility",
    "chat.conversation.updated.v1, archived",
    "chat.member.added.v1, user_id",
    "chat.member.removed.v1, conversation_id",
    "chat.project_member.added.v1, project_id",
    "chat.project_member.removed.v1, user_id",
    "chat.message.posted.v1, author",
    "chat.message.posted.v1, seq",
    "chat.message.edited.v1, content",
    "chat.message.deleted.v1, id",
    "chat.message.posted.v1, content",
    "chat.read.advanced.v1, last_read_seq"
  })
  void refusesAnEventWithoutWhatItNeeds(String type, String field) {
    Sample sample = EventContract.samples(type).findFirst().orElseThrow();

    assertThatThrownBy(() -> read(sample.without(field)))
        .isInstanceOf(MalformedEventException.class);
  }

  private boolean readsType(String type) {
    return read(EventContract.samples(type).findFirst().orElseThrow()).isPresent();
  }

  private Optional<ChatEvent> read(Sample sample) {
    return reader.read(
        EventEnvelope.of(
            UUID.randomUUID(),
            sample.type(),
            URI.create("/chat-service"),
            Instant.EPOCH,
            "key",
            sample.bytes()));
  }

  private static EventMapper mapper() {
    EventMapper[] mapper = new EventMapper[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventAutoConfiguration.class))
        .withPropertyValues("parley.telemetry.slow-operation=1")
        .run(context -> mapper[0] = context.getBean(EventMapper.class));
    return mapper[0];
  }
}
