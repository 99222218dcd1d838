package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.KafkaProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class MessageIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void aPostIsAnsweredAsItWillBeRead() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("engines");

    JsonNode first = ada.post(conversation, "It begins.");
    JsonNode reply =
        ada.api()
            .post(
                messages(conversation),
                Map.of(
                    "content",
                    "**And** goes on.",
                    "role",
                    "assistant",
                    "reply_to_id",
                    first.required("id").asText(),
                    "metadata",
                    Map.of("tokens", 7)))
            .json(201);

    assertThat(reply.required("seq").asLong()).isEqualTo(2);
    assertThat(reply.at("/author/username").asText()).isEqualTo(ada.name());
    assertThat(reply.at("/metadata/tokens").asInt()).isEqualTo(7);
    JsonNode page = ada.api().get(messages(conversation)).json(200);
    assertThat(page.required("items")).containsExactly(reply, first);
    assertThat(page.required("has_next").asBoolean()).isFalse();
    assertThat(page.required("has_prev").asBoolean()).isFalse();
  }

  @Test
  void numbersHaveNoGapsUnderEightWritersAndTheLogHasTheirOrder() throws InterruptedException {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("a race");
    Callable<List<Long>> writer =
        () ->
            IntStream.range(0, 25)
                .mapToObj(i -> ada.post(conversation, "line " + i).required("seq").asLong())
                .toList();

    List<Long> numbers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      threads.invokeAll(Stream.generate(() -> writer).limit(8).toList()).stream()
          .map(Future::resultNow)
          .forEach(numbers::addAll);
    }

    List<Long> expected = LongStream.rangeClosed(1, 200).boxed().toList();
    assertThat(numbers).containsExactlyInAnyOrderElementsOf(expected);
    try (KafkaProbe kafka = KafkaProbe.open()) {
      List<Long> published =
          kafka
              .await(
                  "chat.events",
                  200,
                  record ->
                      conversation.toString().equals(record.key())
                          && "chat.message.posted.v1".equals(record.type()))
              .stream()
              .map(record -> record.json().required("seq").asLong())
              .toList();
      assertThat(published).isEqualTo(expected);
    }
  }

  /** A client that lost the answer sends the message again. */
  @Test
  void theSameIdAgainIsTheSameMessage() throws InterruptedException {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("an echo");
    var message = Map.of("id", UUID.randomUUID(), "content", "once");
    Callable<Answer> post = () -> ada.api().post(messages(conversation), message);

    List<JsonNode> answers;
    try (var threads = Executors.newFixedThreadPool(4)) {
      answers =
          threads.invokeAll(Stream.generate(() -> post).limit(4).toList()).stream()
              .map(Future::resultNow)
              .map(answer -> answer.json(201))
              .toList();
    }

    assertThat(answers).hasSize(4).containsOnly(answers.getFirst());
    assertThat(ada.post(conversation, "twice").required("seq").asLong()).isEqualTo(2);
  }

  @Test
  void anIdOfAnotherMessageIsTaken() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("ids");
    UUID elsewhere = bob.createConversation("elsewhere");
    Map<String, Object> message = Map.of("id", UUID.randomUUID(), "content", "mine");
    ada.api().post(messages(conversation), message).assertStatus(201);

    bob.api().post(messages(elsewhere), message).assertProblem(409, "message.id_taken");
  }

  @Test
  void walksAConversationBothWays() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("a long one");
    IntStream.rangeClosed(1, 7).forEach(i -> ada.post(conversation, "m" + i));

    JsonNode newest = list(ada, conversation, "limit=3");
    assertThat(contents(newest)).containsExactly("m7", "m6", "m5");
    JsonNode older = list(ada, conversation, "limit=3&before=" + text(newest, "next_cursor"));
    assertThat(contents(older)).containsExactly("m4", "m3", "m2");
    JsonNode oldest = list(ada, conversation, "limit=3&before=" + text(older, "next_cursor"));
    assertThat(contents(oldest)).containsExactly("m1");
    assertThat(oldest.required("has_next").asBoolean()).isFalse();

    JsonNode newer = list(ada, conversation, "limit=3&after=" + text(oldest, "prev_cursor"));
    assertThat(contents(newer)).containsExactly("m4", "m3", "m2");
    assertThat(newer.required("has_prev").asBoolean()).isTrue();
    JsonNode around = list(ada, conversation, "limit=3&around=" + text(older, "next_cursor"));
    assertThat(contents(around)).containsExactly("m3", "m2", "m1");
    assertThat(around.required("has_next").asBoolean()).isFalse();
  }

  /** A hundred of the longest are more than one answer has room for. */
  @Test
  void aPageEndsByItsTextToo() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("long texts");
    for (int n = 0; n < 2; n++) {
      var posts = Collections.nCopies(45, Map.of("content", "x".repeat(15_000)));
      ada.api().post(messages(conversation) + "/bulk", Map.of("messages", posts)).assertStatus(201);
    }
    for (String path : List.of(messages(conversation), "/api/v1/messages")) {
      JsonNode newest = ada.api().get(path + "?limit=100").json(200);
      assertThat(seqs(newest)).hasSize(66).startsWith("90").endsWith("25");
      assertThat(newest.required("has_next").asBoolean()).isTrue();
      String next = text(newest, "next_cursor");
      JsonNode oldest = ada.api().get(path + "?limit=100&before=" + next).json(200);
      assertThat(seqs(oldest)).hasSize(24).startsWith("24").endsWith("1");
      assertThat(oldest.required("has_next").asBoolean()).isFalse();
      JsonNode first = ada.api().get(path + "?limit=1&before=" + next).json(200);
      JsonNode newer =
          ada.api().get(path + "?limit=100&after=" + text(first, "next_cursor")).json(200);
      assertThat(seqs(newer)).hasSize(66).startsWith("90").endsWith("25");
      assertThat(newer.required("has_prev").asBoolean()).isFalse();
    }
    JsonNode newest = list(ada, conversation, "limit=40");
    JsonNode around = list(ada, conversation, "limit=100&around=" + text(newest, "next_cursor"));
    assertThat(seqs(around)).hasSize(66).contains("51").startsWith("84").endsWith("19");
    assertThat(around.required("has_next").asBoolean()).isTrue();
    assertThat(around.required("has_prev").asBoolean()).isTrue();
    String middle = newest.required("items").get(39).required("id").asText();
    JsonNode context =
        ada.api().get("/api/v1/messages/%s/context?limit=100".formatted(middle)).json(200);
    assertThat(seqs(context)).hasSize(66).contains("51");
  }

  private static List<String> seqs(JsonNode page) {
    return page.required("items").findValuesAsText("seq");
  }

  @Test
  void aCursorServesOnlyTheListItIsFrom() {
    Person ada = people.someone();
    UUID one = ada.createConversation("one");
    UUID other = ada.createConversation("other");
    ada.post(one, "x");
    ada.post(other, "y");
    String cursor = text(list(ada, one, "limit=1"), "prev_cursor");

    refusedCursor(ada, other, cursor);
    refusedCursor(ada, one, cursor.substring(1));
    refusedCursor(ada, one, flipped(cursor));
    refusedCursor(ada, one, "MQ");
    ada.api()
        .get(messages(one) + "?before=" + cursor + "&after=" + cursor)
        .assertProblem(400, "request.invalid_parameter");
    ada.api()
        .get(messages(one) + "?limit=101")
        .assertProblem(400, "request.invalid_parameter")
        .hasErrorAt("limit");
  }

  @Test
  void whatItCannotKeepIsNamed() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("bad input");
    UUID foreign =
        UUID.fromString(
            ada.post(ada.createConversation("another"), "foreign").required("id").asText());

    refused(ada, conversation, Map.of("content", "")).hasErrorAt("/content");
    refused(ada, conversation, Map.of("content", "x".repeat(16_001))).hasErrorAt("/content");
    refused(ada, conversation, Map.of("content", "a\u0000b")).hasErrorAt("/content");
    refused(ada, conversation, Map.of("content", "a\u0001")).hasErrorAt("/content");
    refused(ada, conversation, Map.of("content", "\u001b[0m")).hasErrorAt("/content");
    refused(ada, conversation, Map.of("content", "x", "role", "system")).hasErrorAt("/role");
    refused(ada, conversation, Map.of("content", "x", "reply_to_id", foreign))
        .hasErrorAt("/reply_to_id");
    refused(ada, conversation, Map.of("content", "x", "metadata", "text")).hasErrorAt("/metadata");
    assertThat(ada.post(conversation, "\t\r\n" + "x".repeat(15_997)).required("seq").asLong())
        .as("nothing refused took a number")
        .isEqualTo(1);
  }

  private static dev.parley.testing.ProblemAssert refused(
      Person person, UUID conversation, Map<String, Object> message) {
    return person.api().post(messages(conversation), message).assertProblem(400, "request.invalid");
  }

  private static void refusedCursor(Person person, UUID conversation, String cursor) {
    person
        .api()
        .get(messages(conversation) + "?before=" + cursor)
        .assertProblem(400, "cursor.invalid");
  }

  private static String flipped(String cursor) {
    char last = cursor.charAt(5);
    return cursor.substring(0, 5) + (last == 'A' ? 'B' : 'A') + cursor.substring(6);
  }

  private static JsonNode list(Person person, UUID conversation, String query) {
    return person.api().get(messages(conversation) + "?" + query).json(200);
  }

  private static List<String> contents(JsonNode page) {
    return page.required("items").findValuesAsText("content");
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }

  private static String messages(UUID conversation) {
    return "/api/v1/conversations/%s/messages".formatted(conversation);
  }
}
