package dev.parley.chat.message;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.OtherInstance;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import dev.parley.testing.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances that are posted to at once, and one that is asked to go meanwhile. */
@ChatServiceTest
class PostingByTwoIntegrationTests {

  private static final int POSTERS = 32;

  @Autowired private ChatClients people;
  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;

  /** And each event is part of its own post's trace, though it was committed with others. */
  @Test
  void theNumbersOfAConversationAreOneRowWhoeverGaveThem() throws Exception {
    Person ada = people.someone();
    List<Api> instances = List.of(ada.api(), OtherInstance.of(environment).as(ada));
    List<UUID> conversations =
        List.of(
            ada.createConversation("one"),
            ada.createConversation("two"),
            ada.createConversation("three"));
    List<Callable<Answer>> posts = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Api instance = instances.get(i % 2);
      String path = messages(conversations.get(i % 3));
      posts.add(() -> instance.post(path, Map.of("content", "hello")));
    }

    Map<UUID, String> traces = new HashMap<>();
    Map<UUID, List<JsonNode>> acknowledged = new HashMap<>();
    try (ExecutorService posters = Executors.newFixedThreadPool(POSTERS)) {
      for (Future<Answer> post : posters.invokeAll(posts)) {
        JsonNode message = post.get().json(201);
        traces.put(id(message), post.get().header("X-Request-Id"));
        acknowledged
            .computeIfAbsent(
                UUID.fromString(message.required("conversation_id").asText()),
                _ -> new ArrayList<>())
            .add(message);
      }
    }

    for (UUID conversation : conversations) {
      assertThat(stored(conversation))
          .isEqualTo(byNumber(Objects.requireNonNull(acknowledged.get(conversation))))
          .containsOnlyKeys(LongStream.rangeClosed(1, 200).boxed().toList());
    }
    try (KafkaProbe kafka = KafkaProbe.open()) {
      Map<UUID, String> announced =
          kafka.await("chat.events", 600, event -> traces.containsKey(subject(event))).stream()
              .collect(
                  toMap(
                      PostingByTwoIntegrationTests::subject,
                      event -> String.valueOf(event.header("traceparent")).substring(3, 35)));
      assertThat(announced).isEqualTo(traces);
    }
  }

  /**
   * Beside those who are answered at once, some wait for conversations that are held: one is let go
   * when the stop has begun, the other not before its end.
   */
  @Test
  void whoIsAskedToGoFinishesOrRefusesWhatItHasBegun() throws Exception {
    Person ada = people.someone();
    UUID busy = ada.createConversation("busy");
    UUID letGo = ada.createConversation("let go");
    UUID held = ada.createConversation("held");
    // longer than anybody needs to begin to stop
    OtherInstance leaving = OtherInstance.ofItsOwn(environment, "--parley.posting.deadline=10s");
    Api api = leaving.as(ada);
    var outcomes = new ConcurrentHashMap<UUID, Object>();

    try (ExecutorService posters = Executors.newVirtualThreadPerTaskExecutor();
        Connection one = TestServers.database("chat").connect();
        Connection other = TestServers.database("chat").connect()) {
      hold(one, letGo);
      hold(other, held);
      List<Future<Object>> toLetGo = new ArrayList<>();
      List<Future<Object>> toHeld = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        toLetGo.add(posters.submit(() -> post(api, letGo, UUID.randomUUID())));
        toHeld.add(posters.submit(() -> post(api, held, UUID.randomUUID())));
      }
      Patience.await().until(() -> waiting(leaving) >= 10);
      for (int i = 0; i < POSTERS; i++) {
        posters.execute(() -> postUntilRefused(api, busy, outcomes));
      }
      Patience.await().until(() -> outcomes.values().stream().anyMatch(JsonNode.class::isInstance));
      Future<?> stop = posters.submit(leaving::close);
      Patience.await().until(() -> isGone(api));
      one.rollback();

      for (Future<Object> post : toLetGo) {
        assertThat(post.get()).isInstanceOf(JsonNode.class);
      }
      for (Future<Object> post : toHeld) {
        assertThat(post.get()).isEqualTo(503);
      }
      stop.get(60, TimeUnit.SECONDS);
    }

    assertThat(stored(letGo)).hasSize(5);
    assertThat(stored(held)).isEmpty();
    Map<Long, UUID> stored = stored(busy);
    assertThat(stored).containsOnlyKeys(LongStream.rangeClosed(1, stored.size()).boxed().toList());
    outcomes.forEach(
        (id, outcome) -> {
          switch (outcome) {
            case JsonNode message ->
                assertThat(stored).containsEntry(message.required("seq").asLong(), id);
            case Integer refused -> {
              assertThat(refused).isEqualTo(503);
              assertThat(stored).doesNotContainValue(id);
            }
            default -> {} // broke off: nobody was told anything
          }
        });
    assertThat(outcomes.values()).hasAtLeastOneElementOfType(JsonNode.class);
    assertThat(outcomes.keySet()).containsAll(Set.copyOf(stored.values()));
  }

  private static void postUntilRefused(Api api, UUID conversation, Map<UUID, Object> outcomes) {
    Object outcome;
    do {
      UUID id = UUID.randomUUID();
      outcome = post(api, conversation, id);
      outcomes.put(id, outcome);
    } while (outcome instanceof JsonNode);
  }

  /** The message, the status of what was refused, or the failure of a connection. */
  private static Object post(Api api, UUID conversation, UUID id) {
    try {
      Answer answer = api.post(messages(conversation), Map.of("id", id, "content", "hello"));
      return answer.status() == 201 ? answer.json(201) : answer.status();
    } catch (UncheckedIOException e) {
      return e;
    }
  }

  private static boolean isGone(Api api) {
    try {
      return api.get("/livez").status() == 503;
    } catch (UncheckedIOException _) {
      return true;
    }
  }

  private static double waiting(OtherInstance instance) {
    return instance
        .context()
        .getBean(MeterRegistry.class)
        .get("parley.posting.waiting")
        .gauge()
        .value();
  }

  private static void hold(Connection connection, UUID conversation) throws SQLException {
    connection.setAutoCommit(false);
    try (var lock =
        connection.prepareStatement("SELECT id FROM conversation WHERE id = ? FOR UPDATE")) {
      lock.setObject(1, conversation);
      lock.executeQuery();
    }
  }

  private Map<Long, UUID> stored(UUID conversation) {
    var stored = new TreeMap<Long, UUID>();
    jdbc.sql("SELECT seq, id FROM message WHERE conversation_id = ?")
        .param(conversation)
        .query(
            row -> {
              stored.put(row.getLong(1), Objects.requireNonNull(row.getObject(2, UUID.class)));
            });
    return stored;
  }

  /** Fails for a number that was given twice. */
  private static Map<Long, UUID> byNumber(List<JsonNode> messages) {
    return messages.stream()
        .collect(
            toMap(
                message -> message.required("seq").asLong(),
                PostingByTwoIntegrationTests::id,
                (a, b) -> {
                  throw new AssertionError("%s and %s have one number".formatted(a, b));
                },
                TreeMap::new));
  }

  private static UUID id(JsonNode message) {
    return UUID.fromString(message.required("id").asText());
  }

  private static UUID subject(ReceivedRecord event) {
    return UUID.fromString(String.valueOf(event.header("ce_subject")));
  }

  private static String messages(UUID conversation) {
    return "/api/v1/conversations/%s/messages".formatted(conversation);
  }
}
