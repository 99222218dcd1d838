package dev.parley.search.indexing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.Sample;
import dev.parley.testing.TestEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SearchServiceTest
class IndexingIntegrationTests {
  private final Chat chat = Chat.onSharedKafka();
  private final String word = "w" + UUID.randomUUID().toString().replaceAll("[^a-z]", "x");
  private final JdbcClient jdbc;
  private final MeterRegistry meters;
  private SearchClient client = new SearchClient(0);

  @Autowired
  IndexingIntegrationTests(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new SearchClient(port);
  }

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void anEventDeliveredTwiceIsAppliedOnce() {
    UUID conversation = chat.privateConversation("ada", "twice");
    TestEvent leaving =
        TestEvent.of(conversation, Chat.member("chat.member.removed.v1", "bob", conversation));
    chat.join("bob", conversation);
    chat.send(leaving);
    chat.join("bob", conversation);
    chat.send(leaving);
    UUID message = chat.post("ada", conversation, word);

    client.awaitFound("ada", word, message);
    assertThat(client.ids("bob", word)).containsExactly(message);
  }

  @Test
  void aMessageOfTwoEventsIsOneRow() {
    UUID conversation = chat.privateConversation("ada", "twice");
    Sample message = chat.message("ada", conversation, word);
    chat.publish(conversation, message);
    chat.publish(conversation, message);
    UUID last = chat.post("ada", conversation, word + " last");

    client.awaitFound("ada", word, UUID.fromString(message.node().required("id").asText()), last);
  }

  @Test
  void anEditedMessageIsFoundByWhatItSaysNow() {
    UUID conversation = chat.privateConversation("ada", "edits");
    UUID message = chat.post("ada", conversation, word + " before");
    client.awaitFound("ada", word, message);

    chat.edit(conversation, message, "after " + word + "xyzz");

    client.awaitFound("ada", word + "xyzz", message);
    assertThat(client.ids("ada", word)).isEmpty();
  }

  @Test
  void aDeletedMessageIsFoundNoMore() {
    UUID conversation = chat.privateConversation("ada", "deletions");
    UUID message = chat.post("ada", conversation, word + " secret");
    client.awaitFound("ada", word, message);

    chat.delete(conversation, message);
    UUID last = chat.post("ada", conversation, word + " last");

    client.awaitFound("ada", word, last);
  }

  /** All of it may come in one batch. */
  @Test
  void postedEditedAndDeletedAtOnceIsNothing() {
    UUID conversation = chat.privateConversation("ada", "at once");
    UUID gone = chat.post("ada", conversation, word + " gone");
    chat.edit(conversation, gone, word + " edited");
    chat.delete(conversation, gone);
    UUID last = chat.post("ada", conversation, word + " last");

    client.awaitFound("ada", word, last);
  }

  @Test
  void whatIsPostedAfterItsDeletionStaysDeleted() {
    UUID conversation = chat.privateConversation("ada", "late post");
    Sample late = chat.message("ada", conversation, word + " late");
    UUID gone = UUID.fromString(late.node().required("id").asText());
    chat.delete(conversation, gone);
    UUID before = chat.post("ada", conversation, word + " before");
    client.awaitFound("ada", word, before);

    chat.publish(conversation, late);
    UUID after = chat.post("ada", conversation, word + " after");
    client.awaitFound("ada", "\"" + word + " after\"", after);

    assertThat(client.ids("ada", word)).containsExactlyInAnyOrder(before, after);
    assertThat(content(gone)).isEmpty();
  }

  @Test
  void anEditOfADeletedMessageBringsNothingBack() {
    UUID conversation = chat.privateConversation("ada", "late edit");
    UUID gone = chat.post("ada", conversation, word + " gone");
    client.awaitFound("ada", word, gone);
    chat.delete(conversation, gone);
    client.awaitNothing("ada", word);

    chat.edit(conversation, gone, word + " edited");
    UUID after = chat.post("ada", conversation, word + " after");
    client.awaitFound("ada", "\"" + word + " after\"", after);

    assertThat(client.ids("ada", word)).containsExactly(after);
    assertThat(content(gone)).isEmpty();
  }

  /** What it said is not kept where nobody finds it either. */
  private String content(UUID message) {
    return jdbc.sql("SELECT content FROM message WHERE id = ?")
        .param(message)
        .query(String.class)
        .single();
  }

  @Test
  void anOlderEditThatComesLaterDoesNotCount() {
    UUID conversation = chat.privateConversation("ada", "late version");
    UUID message = chat.post("ada", conversation, word + " first");
    chat.edit(conversation, message, 3, word + " third");
    client.awaitFound("ada", word + " third", message);

    chat.edit(conversation, message, 2, word + " second");
    UUID after = chat.post("ada", conversation, word + " after");
    client.awaitFound("ada", "\"" + word + " after\"", after);

    assertThat(client.ids("ada", "\"" + word + " third\"")).containsExactly(message);
    assertThat(client.ids("ada", "\"" + word + " second\"")).isEmpty();
  }

  @Test
  void anOlderStateOfAConversationThatComesLaterMakesNothingPublic() {
    Instant earlier = Instant.now().minusSeconds(60);
    UUID conversation = chat.privateConversation("ada", word);
    UUID before = chat.post("ada", conversation, word + " before");
    client.awaitFound("ada", word, conversation, before);

    chat.updateLate(conversation, "ada", "once " + word, "public", earlier);
    UUID after = chat.post("ada", conversation, word + " after");
    client.awaitFound("ada", word, conversation, before, after);

    assertThat(client.ids("bob", word)).isEmpty();
    assertThat(client.search("ada", word).at("/items/0/title").asText()).isEqualTo(word);
  }

  @Test
  void theLastOfSeveralChangesInOneBatchCounts() {
    UUID conversation = chat.privateConversation("ada", "first");
    for (int i = 0; i < 20; i++) {
      chat.update(conversation, "ada", "title " + i, "private", null);
      chat.join("bob", conversation);
      chat.leave("bob", conversation);
    }
    UUID message = chat.post("ada", conversation, word);

    client.awaitFound("ada", word, message);
    assertThat(client.search("ada", word).at("/items/0/title").asText()).isEqualTo("title 19");
    assertThat(client.ids("bob", word)).isEmpty();
  }

  @Test
  void garbageBecomesADeadLetterAndTheRestFlowsOn() {
    UUID conversation = chat.privateConversation("ada", "garbage");
    UUID first = chat.post("ada", conversation, word + " before");
    Sample broken = chat.message("ada", conversation, word).without("author");
    chat.publish(conversation, broken);
    chat.publish(conversation, new Sample(broken.type(), "cut off", "{not json"));
    chat.sendGarbage(conversation, "no event at all".getBytes(UTF_8));
    chat.sendGarbage(conversation, null);
    UUID last = chat.post("ada", conversation, word + " after");

    client.awaitFound("ada", word, first, last);
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(chat.deadLetters(conversation))
                    .hasSize(4)
                    .allMatch(letter -> "search-service".equals(letter.header("dlt-consumer"))));
  }

  @Test
  void skipsTypesItDoesNotKnowAndCountsThem() {
    double before = meters.counter("search.events", "outcome", "unknown_type").count();
    UUID conversation = chat.privateConversation("ada", "unknown");
    chat.publish(conversation, new Sample("chat.reaction.added.v1", "unknown", "{\"x\":1}"));
    UUID message = chat.post("ada", conversation, word);

    client.awaitFound("ada", word, message);
    assertThat(meters.counter("search.events", "outcome", "unknown_type").count())
        .isEqualTo(before + 1);
    assertThat(chat.deadLetters(conversation)).isEmpty();
  }

  @Test
  void storesWhatPostgresWouldRefuse() {
    UUID conversation = chat.privateConversation("ada", "bad\u0000title");
    Sample posted =
        chat.message("ada", conversation, "a\u0000b HALF " + word + " \u0001mark\u0002");
    String json = posted.json().replace("HALF", "\\ud83d"); // half of an emoji
    chat.publish(conversation, new Sample(posted.type(), posted.name(), json));
    UUID message = UUID.fromString(posted.node().required("id").asText());

    client.awaitFound("ada", word, message);
    assertThat(client.search("ada", word).at("/items/0/snippet").asText())
        .isEqualTo("a b \ufffd " + word + "  mark ");
  }

  @Test
  void saysHowFarTheIndexIs() {
    Instant before = Instant.now().minusMillis(1);
    UUID conversation = chat.privateConversation("ada", word);

    client.awaitFound("ada", word, conversation);
    assertThat(Instant.parse(client.search("ada", word).required("indexed_at").asText()))
        .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    assertThat(jdbc.sql("SELECT count(*) FROM progress").query(Integer.class).single())
        .isBetween(1, 12);
  }

  @Test
  void indexingContinuesTheTraceOfWhoPosted() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    UUID conversation = chat.privateConversation("ada", "traced");
    chat.send(
        TestEvent.of(conversation, chat.message("ada", conversation, word))
            .withTraceparent("00-" + trace + "-00f067aa0ba902b7-01"));

    OtlpReceiver.shared()
        .awaitTrace(
            trace,
            Duration.ofSeconds(30),
            it ->
                assertThat(it.of("search-service"))
                    .anySatisfy(
                        span -> {
                          assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
                          assertThat(span.kind()).isEqualTo(ReceivedSpan.Kind.CONSUMER);
                        }));
  }
}
