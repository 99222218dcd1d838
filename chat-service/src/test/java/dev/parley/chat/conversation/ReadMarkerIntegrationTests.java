package dev.parley.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is unread for whom. */
@ChatServiceTest
class ReadMarkerIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private ConversationStore store;
  @Autowired private ReadMarkers markers;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient jdbc;
  private Person ada;
  private Person bob;
  private UUID conversation;

  @BeforeEach
  void adaWritesToBob() {
    ada = people.someone();
    bob = people.someone();
    conversation = ada.createConversation("letters");
    ada.post(conversation, "before Bob came");
    ada.invite(conversation, bob);
    ada.post(conversation, "one");
    ada.post(conversation, "two");
  }

  @Test
  void isWhatOthersWroteSinceOneCame() {
    assertThat(unread(bob)).isEqualTo(2);
    assertThat(unread(ada)).as("one's own").isZero();

    bob.post(conversation, "an answer");

    assertThat(unread(bob)).isZero();
    assertThat(unread(ada)).isEqualTo(1);
  }

  @Test
  void isReadUpToANumberAndNeverBack() {
    assertThat(read(bob, 2)).isEqualTo(List.of(2L, 1L));
    assertThat(read(bob, 1)).as("a device that is behind").isEqualTo(List.of(2L, 1L));
    assertThat(read(bob, 999)).as("no further than there is").isEqualTo(List.of(3L, 0L));
    assertThat(unread(bob)).isZero();
  }

  @Test
  void isReadInManyConversationsAtOnce() {
    UUID other = ada.createConversation("more letters");
    ada.invite(other, bob);
    ada.post(other, "x");
    UUID foreign = ada.createConversation("not Bob's");

    JsonNode marked =
        bob.api()
            .post(
                "/api/v1/conversations/read",
                Map.of(
                    "items",
                    List.of(
                        Map.of("conversation_id", conversation, "seq", 2),
                        Map.of("conversation_id", other),
                        Map.of("conversation_id", other),
                        Map.of("conversation_id", foreign),
                        Map.of("conversation_id", UUID.randomUUID()))))
            .json(200);

    assertThat(marked.required("items").findValuesAsText("conversation_id"))
        .containsExactlyInAnyOrder(conversation.toString(), other.toString());
    assertThat(unread(bob)).isEqualTo(1);
  }

  @Test
  void isToldWhenItMovesOnAndOnlyThen() {
    read(bob, 2);
    read(bob, 1);
    read(bob, 2);
    read(bob, 999);
    bob.post(conversation, "read as well, as the post says");
    read(bob, 4);
    read(ada, 0);

    ada.post(conversation, "the end");

    assertThat(toldOf(conversation, 5)).containsExactly(bob.id() + " 2", bob.id() + " 3");
  }

  @Test
  void isToldOfEachConversationWhereItMoved() {
    UUID read = ada.createConversation("read already");
    ada.post(read, "by its author");
    Map<String, Object> everything =
        Map.of(
            "items",
            List.of(Map.of("conversation_id", conversation), Map.of("conversation_id", read)));
    ada.invite(read, bob);
    ada.post(conversation, "three");

    bob.api().post("/api/v1/conversations/read", everything).assertStatus(200);
    ada.post(conversation, "the end");
    ada.post(read, "the end");

    assertThat(toldOf(conversation, 5)).containsExactly(bob.id() + " 4");
    assertThat(toldOf(read, 2)).isEmpty();
  }

  @Test
  void isTheFirstOneOnceAnythingWasRead() {
    Person cy = people.someone();
    UUID open = ada.createConversation(Map.of("title", "open", "visibility", "public"));
    ada.post(open, "come in");
    for (long seq : new long[] {0, 1}) {
      cy.api()
          .post("/api/v1/conversations/%s/read".formatted(open), Map.of("seq", seq))
          .assertStatus(200);
    }
    ada.post(open, "the end");

    assertThat(toldOf(open, 2)).containsExactly(cy.id() + " 1");
  }

  @Test
  void isAFilterOfTheList() {
    UUID other = ada.createConversation("read already");
    ada.invite(other, bob);

    assertThat(titles("?unread=true")).containsExactly("letters");
    assertThat(titles("")).containsExactlyInAnyOrder("letters", "read already");
    assertThat(titles("?archived=true")).isEmpty();
    bob.api().post("/api/v1/conversations/%s/read".formatted(conversation), Map.of("seq", 3));
    assertThat(titles("?unread=true")).isEmpty();
  }

  @Test
  void isNobodyElsesBusiness() {
    String path = "/api/v1/conversations/%s/read".formatted(conversation);

    people
        .someone()
        .api()
        .post(path, Map.of("seq", 1))
        .assertProblem(404, "conversation.not_found");
    people.anonymous().post(path, Map.of("seq", 1)).assertProblem(401, "auth.required");
    bob.api()
        .post(path, Map.of("seq", -1))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/seq");
    bob.api().post(path, Map.of()).assertProblem(400, "request.invalid").hasErrorAt("/seq");
    bob.api()
        .post("/api/v1/conversations/read", Map.of("items", List.of()))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/items");
  }

  /** Each of them has what the other one needs, unless locks are taken in one order. */
  @Test
  void whoReadsWhileBeingInvitedWaitsInNoCircle() {
    Person cy = people.someone();
    UUID open = ada.createConversation(Map.of("title", "open", "visibility", "public"));
    ada.post(open, "come in");

    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<ReadMarkers.Marker>> reading =
          Objects.requireNonNull(
              transactions.execute(
                  status -> {
                    assertThat(store.lockForReader(open, ada.id())).isPresent();
                    var begun = other.submit(() -> markers.advance(cy.id(), Map.of(open, 1L)));
                    Patience.await().until(() -> begun.isDone() || waitsForALock());
                    assertThat(store.addMember(open, cy.id(), "member")).isTrue();
                    return begun;
                  }));

      assertThat(reading).succeedsWithin(Duration.ofSeconds(10));
    }
    assertThat(cy.api().get("/api/v1/conversations/" + open).json(200).get("unread").asInt())
        .isZero();
  }

  /** Who read how far, of what went out until the message with this number. */
  private static List<String> toldOf(UUID conversation, long end) {
    try (KafkaProbe kafka = KafkaProbe.open()) {
      kafka.await("chat.events", of(conversation).and(isPost(end)));
      return kafka.readAll("chat.events").stream()
          .filter(of(conversation).and(record -> "chat.read.advanced.v1".equals(record.type())))
          .map(ReceivedRecord::json)
          .map(data -> data.path("user_id").asText() + " " + data.path("last_read_seq").asLong())
          .toList();
    }
  }

  private static Predicate<ReceivedRecord> of(UUID conversation) {
    return record -> conversation.toString().equals(record.key());
  }

  private static Predicate<ReceivedRecord> isPost(long seq) {
    return record ->
        "chat.message.posted.v1".equals(record.type()) && record.json().path("seq").asLong() == seq;
  }

  private boolean waitsForALock() {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND query LIKE '%INSERT INTO read_marker%')")
        .query(Boolean.class)
        .single();
  }

  private List<Long> read(Person person, long seq) {
    JsonNode answer =
        person
            .api()
            .post("/api/v1/conversations/%s/read".formatted(conversation), Map.of("seq", seq))
            .json(200);
    return List.of(answer.required("last_read_seq").asLong(), answer.required("unread").asLong());
  }

  private long unread(Person person) {
    return person
        .api()
        .get("/api/v1/conversations/" + conversation)
        .json(200)
        .required("unread")
        .asLong();
  }

  private List<String> titles(String query) {
    return bob.api()
        .get("/api/v1/conversations" + query)
        .json(200)
        .required("items")
        .findValuesAsText("title");
  }
}
