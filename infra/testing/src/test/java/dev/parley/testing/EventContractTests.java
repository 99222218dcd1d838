package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** That a violation is found and said in words that lead to its cause. */
class EventContractTests {
  private static final Sample POSTED =
      EventContract.sample("chat.message.posted.v1", "first-in-a-private-conversation");

  @Test
  void namesTheMissingFieldAndTheConsumersThatReadIt() {
    Sample broken = POSTED.without("conversation_id");
    assertThatThrownBy(() -> EventContract.assertPublishable(broken.type(), broken.json()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("breaks its schema")
        .hasMessageContaining("breaks what search-service expects")
        .hasMessageContaining("breaks what realtime-service expects")
        .hasMessageContaining("'conversation_id'");
  }

  @Test
  void findsAWrongType() {
    assertOneBreach(POSTED.with("mentions", "none"), "mentions: string found, array expected");
  }

  @Test
  void findsAValueOutsideAClosedSet() {
    assertThat(violations(POSTED.with("visibility", "secret")))
        .hasSize(2)
        .allMatch(violation -> violation.contains("enumeration"));
  }

  @Test
  void findsABadId() {
    assertOneBreach(POSTED.with("reply_to_id", "42"), "uuid");
  }

  @Test
  void findsATimeOfAnotherPrecision() {
    assertOneBreach(POSTED.with("created_at", "2026-11-02T08:15:30.123456Z"), "created_at");
  }

  @Test
  void findsWhatIsTooLong() {
    assertOneBreach(POSTED.with("content", "x".repeat(16_001)), "16,000 characters");
  }

  @Test
  void findsNullWhereNoneMayBe() {
    assertThat(violations(POSTED.with("author.username", null))).hasSize(2);
  }

  @Test
  void findsATypeNobodyPublished() {
    assertThat(EventContract.violations("chat.message.sung.v1", "{}"))
        .containsExactly("no schema is published for chat.message.sung.v1");
  }

  @Test
  void takesIdsAndTimesAsTheyAre() {
    Sample changed =
        POSTED
            .with("id", UUID.randomUUID())
            .with("created_at", Instant.ofEpochMilli(1_762_000_000_123L))
            .with("author.display_name", "Åsa");
    assertThat(violations(changed)).isEmpty();
    assertThat(changed.node().at("/author/display_name").asText()).isEqualTo("Åsa");
  }

  @ParameterizedTest
  @EventSamples(readBy = "search-service")
  void samplesComeByConsumer(Sample sample) {
    assertThat(EventContract.typesReadBy("search-service")).contains(sample.type());
  }

  private static void assertOneBreach(Sample broken, String words) {
    assertThat(violations(broken)).singleElement().asString().contains("its schema", words);
  }

  private static java.util.List<String> violations(Sample sample) {
    return EventContract.violations(sample.type(), sample.json());
  }
}
