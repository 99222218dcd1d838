package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many who post at once, and what goes wrong among them. */
@ChatServiceTest
class PostingIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void whatIsWrongWithOneIsWrongWithOneAlone() throws Exception {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("a mixed group");
    UUID archived = ada.createConversation("closed");
    ada.api()
        .patch("/api/v1/conversations/" + archived, Map.of("archived", true))
        .assertStatus(200);
    UUID taken = UUID.randomUUID();
    ada.api()
        .post(messages(conversation), Map.of("id", taken, "content", "mine"))
        .assertStatus(201);
    UUID bobs = bob.createConversation("of bob");

    List<Callable<Answer>> posts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      posts.add(() -> ada.api().post(messages(conversation), Map.of("content", "sound")));
      posts.add(() -> bob.api().post(messages(conversation), Map.of("content", "no member")));
      posts.add(() -> ada.api().post(messages(archived), Map.of("content", "too late")));
      posts.add(
          () ->
              ada.api()
                  .post(
                      messages(conversation),
                      Map.of("content", "to whom?", "reply_to_id", UUID.randomUUID())));
      posts.add(() -> bob.api().post(messages(bobs), Map.of("id", taken, "content", "taken")));
    }
    List<Integer> statuses = atOnce(posts).stream().map(Answer::status).toList();

    for (int i = 0; i < statuses.size(); i += 5) {
      assertThat(statuses.subList(i, i + 5)).containsExactly(201, 404, 403, 400, 409);
    }
    assertThat(numbers(ada, conversation))
        .isEqualTo(LongStream.rangeClosed(1, 21).boxed().toList());
  }

  /** Somebody's slow transaction is that conversation's trouble and nobody else's. */
  @Test
  void aHeldConversationHoldsUpNoOther() throws Exception {
    Person ada = people.someone();
    UUID held = ada.createConversation("held");
    UUID free = ada.createConversation("free");

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = TestServers.database("chat").connect()) {
      hold(other, held);
      Future<Answer> waiting =
          threads.submit(() -> ada.api().post(messages(held), Map.of("content", "patience")));
      for (int i = 0; i < 20; i++) {
        ada.post(free, "goes on");
      }
      assertThat(waiting.isDone()).isFalse();
      other.rollback();

      assertThat(waiting.get().json(201).required("seq").asLong()).isEqualTo(1);
      hold(other, held);
      ada.api()
          .post(messages(held), Map.of("content", "in vain"))
          .assertProblem(503, "server.busy");
      other.rollback();
    }
    assertThat(ada.post(held, "nothing of it was posted").required("seq").asLong()).isEqualTo(2);
  }

  /** A unique id that is taken by a transaction under way blocks an insert, not the others. */
  @Test
  void aPostThatCannotBeStoredIsDoneAlone() throws Exception {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("poison");
    UUID elsewhere = ada.createConversation("elsewhere");
    UUID id = UUID.randomUUID();

    try (Connection other = TestServers.database("chat").connect()) {
      other.setAutoCommit(false);
      try (var insert =
          other.prepareStatement(
              "INSERT INTO message (id, conversation_id, seq, author_id, role, content, created_at)"
                  + " VALUES (?, ?, 1000, ?, 'user', 'x', now())")) {
        insert.setObject(1, id);
        insert.setObject(2, elsewhere);
        insert.setObject(3, ada.id());
        insert.executeUpdate();
      }
      List<Callable<Answer>> posts = new ArrayList<>();
      posts.add(
          () -> ada.api().post(messages(conversation), Map.of("id", id, "content", "poison")));
      for (int i = 0; i < 30; i++) {
        posts.add(() -> ada.api().post(messages(conversation), Map.of("content", "sound")));
      }
      List<Answer> answers = atOnce(posts);
      other.rollback();

      answers.getFirst().assertProblem(503, "server.busy");
      assertThat(answers.subList(1, 31)).extracting(Answer::status).containsOnly(201);
    }
    assertThat(numbers(ada, conversation))
        .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
  }

  @Test
  void theSameIdAThousandTimesIsOneMessage() throws Exception {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("a thousand times");
    var message = Map.of("id", UUID.randomUUID(), "content", "once");
    Callable<Answer> post = () -> ada.api().post(messages(conversation), message);

    List<JsonNode> answers = new ArrayList<>();
    atOnce(IntStream.range(0, 500).mapToObj(_ -> post).toList())
        .forEach(answer -> answers.add(answer.json(201)));
    for (int i = 0; i < 500; i++) {
      answers.add(post.call().json(201));
    }

    assertThat(answers).hasSize(1_000).containsOnly(answers.getFirst());
    assertThat(ada.post(conversation, "then").required("seq").asLong()).isEqualTo(2);
  }

  @Test
  void manyAtOnceAreStoredTogetherAndAnnounced() throws Exception {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("bulk");
    UUID first = UUID.randomUUID();
    List<Map<String, Object>> many = new ArrayList<>();
    many.add(Map.of("id", first, "content", "@" + ada.name() + " begins"));
    for (int i = 1; i < 1_000; i++) {
      many.add(Map.of("content", "line " + i, "reply_to_id", first));
    }

    JsonNode answer = ada.api().post(bulk(conversation), Map.of("messages", many)).json(201);

    JsonNode items = answer.required("items");
    assertThat(items).hasSize(1_000);
    assertThat(items.get(999).required("seq").asLong()).isEqualTo(1_000);
    assertThat(items.get(0).at("/mentions/0/id").asText()).isEqualTo(ada.id().toString());
    JsonNode page = ada.api().get(messages(conversation) + "?limit=1").json(200);
    assertThat(page.at("/items/0")).isEqualTo(items.get(999));
    try (KafkaProbe kafka = KafkaProbe.open()) {
      kafka.await(
          "chat.events",
          1_000,
          event ->
              conversation.toString().equals(event.key())
                  && "chat.message.posted.v1".equals(event.type()));
    }
  }

  @Test
  void ofManyEachThatCannotBeIsNamedAndNoneIsStored() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("all or nothing");

    refusedBulk(
            ada,
            conversation,
            List.of(Map.of("content", "fine"), Map.of("content", "x".repeat(16_001))))
        .hasErrorAt("/messages/1/content");
    refusedBulk(
            ada,
            conversation,
            List.of(
                Map.of("content", "fine"),
                Map.of("content", "x", "role", "system"),
                Map.of("content", "x", "metadata", "text")))
        .hasErrorAt("/messages/1/role")
        .hasErrorAt("/messages/2/metadata");
    refusedBulk(
            ada,
            conversation,
            List.of(
                Map.of("content", "fine"),
                Map.of("content", "to whom?", "reply_to_id", UUID.randomUUID())))
        .hasErrorAt("/messages/1/reply_to_id");
    UUID id = UUID.randomUUID();
    refusedBulk(
            ada,
            conversation,
            List.of(Map.of("id", id, "content", "once"), Map.of("id", id, "content", "twice")))
        .hasErrorAt("/messages/1/id");
    refusedBulk(ada, conversation, List.of()).hasErrorAt("/messages");
    bob.api()
        .post(bulk(conversation), Map.of("messages", List.of(Map.of("content", "x"))))
        .assertProblem(404, "conversation.not_found");
    ada.api()
        .post(
            bulk(conversation),
            Map.of(
                "messages",
                IntStream.range(0, 100)
                    .mapToObj(_ -> Map.of("content", "x".repeat(16_000)))
                    .toList()))
        .assertProblem(413, "request.too_large");

    assertThat(ada.post(conversation, "the first").required("seq").asLong()).isEqualTo(1);
  }

  private static dev.parley.testing.ProblemAssert refusedBulk(
      Person person, UUID conversation, List<?> messages) {
    return person
        .api()
        .post(bulk(conversation), Map.of("messages", messages))
        .assertProblem(400, "request.invalid");
  }

  private static void hold(Connection connection, UUID conversation) throws SQLException {
    connection.setAutoCommit(false);
    try (var lock =
        connection.prepareStatement("SELECT id FROM conversation WHERE id = ? FOR UPDATE")) {
      lock.setObject(1, conversation);
      lock.executeQuery();
    }
  }

  private static List<Answer> atOnce(List<Callable<Answer>> calls)
      throws InterruptedException, ExecutionException {
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static List<Long> numbers(Person person, UUID conversation) {
    JsonNode page = person.api().get(messages(conversation) + "?limit=100").json(200);
    List<Long> numbers = new ArrayList<>();
    page.required("items").forEach(item -> numbers.add(item.required("seq").asLong()));
    return numbers.reversed();
  }

  private static String messages(UUID conversation) {
    return "/api/v1/conversations/%s/messages".formatted(conversation);
  }

  private static String bulk(UUID conversation) {
    return messages(conversation) + "/bulk";
  }
}
