package dev.parley.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.search.Chat;
import dev.parley.search.SearchServiceTest;
import dev.parley.search.access.Reach;
import dev.parley.search.access.ReadableConversations;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.Window;
import dev.parley.search.engine.lucene.LuceneEngine;
import dev.parley.search.engine.postgres.PostgresEngine;
import dev.parley.testing.EventContract;
import dev.parley.testing.Patience;
import dev.parley.testing.Sample;
import dev.parley.testing.TestTokens;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After any change of who belongs to what, and of what is open to whom, each person finds on both
 * engines exactly what a plain model says.
 */
@SearchServiceTest
class AccessIntegrationTests {
  private static final int STEPS = 80;
  private static final List<String> USERS = List.of("acc-ada", "acc-bob", "acc-eve", "acc-zoe");
  private static final List<String> VISIBILITIES = List.of("private", "project", "public");

  private final Index index;
  private final TransactionTemplate transaction;
  private final ReadableConversations conversations;
  private final PostgresEngine postgres;
  private final LuceneEngine lucene;
  private final Random random = new Random(20261122);
  private final String word = "w" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

  private final List<UUID> projects = List.of(UUID.randomUUID(), UUID.randomUUID());
  private final Map<UUID, Room> rooms = new HashMap<>();
  private final Set<List<Object>> members = new HashSet<>();
  private long seq;

  private record Room(String visibility, @Nullable UUID project, Set<UUID> messages) {}

  @Autowired
  AccessIntegrationTests(
      Index index,
      PlatformTransactionManager transactions,
      ReadableConversations conversations,
      PostgresEngine postgres,
      LuceneEngine lucene) {
    this.index = index;
    transaction = new TransactionTemplate(transactions);
    this.conversations = conversations;
    this.postgres = postgres;
    this.lucene = lucene;
  }

  @Test
  void eachFindsWhatTheyMayRead() {
    Patience.await().untilAsserted(() -> assertThat(lucene.isFilled()).isTrue());
    for (int step = 0; step < STEPS; step++) {
      String what = change();
      long written = postgres.freshness().position();
      // access counts at once, also while the index is behind
      for (String user : USERS) {
        assertThat(mayRead(user)).as("step %d: %s", step, what).containsAll(found(lucene, user));
      }
      lucene.wake();
      Patience.await()
          .untilAsserted(
              () -> assertThat(lucene.freshness().position()).isGreaterThanOrEqualTo(written));
      for (String user : USERS) {
        for (Engine engine : List.of(postgres, lucene)) {
          assertThat(found(engine, user))
              .as("step %d: %s, %s by %s", step, what, user, engine.name())
              .isEqualTo(mayRead(user));
        }
      }
    }
  }

  private String change() {
    List<UUID> known = rooms.keySet().stream().sorted().toList();
    if (known.size() < 5) {
      return changeRoom(UUID.randomUUID(), "chat.conversation.created.v1");
    }
    UUID room = known.get(random.nextInt(known.size()));
    String user = USERS.get(random.nextInt(USERS.size()));
    UUID project = projects.get(random.nextInt(projects.size()));
    return switch (random.nextInt(6)) {
      case 0 -> changeRoom(room, "chat.conversation.updated.v1");
      case 1 -> step("chat.member.added.v1", "conversation_id", room, user, true);
      case 2 -> step("chat.member.removed.v1", "conversation_id", room, user, false);
      case 3 -> step("chat.project_member.added.v1", "project_id", project, user, true);
      case 4 -> step("chat.project_member.removed.v1", "project_id", project, user, false);
      default -> post(room);
    };
  }

  private String changeRoom(UUID id, String type) {
    String visibility = VISIBILITIES.get(random.nextInt(VISIBILITIES.size()));
    UUID project = random.nextInt(4) == 0 ? null : projects.get(random.nextInt(projects.size()));
    Room known = rooms.get(id);
    rooms.put(
        id, new Room(visibility, project, known == null ? new HashSet<>() : known.messages()));
    apply(
        any(type)
            .with("id", id)
            .with("title", "room")
            .with("visibility", visibility)
            .with("project_id", project)
            .with("updated_at", Instant.ofEpochSecond(1_800_000_000L + ++seq).toString()));
    return "%s is %s in %s".formatted(id, visibility, project);
  }

  private String step(String type, String group, UUID id, String user, boolean in) {
    List<Object> membership = List.of(user, id);
    if (in) {
      members.add(membership);
    } else {
      members.remove(membership);
    }
    apply(any(type).with(group, id).with("user_id", TestTokens.userId(user)));
    return "%s %s %s".formatted(type, user, id);
  }

  private String post(UUID room) {
    UUID id = UUID.randomUUID();
    Objects.requireNonNull(rooms.get(room)).messages().add(id);
    apply(
        any("chat.message.posted.v1")
            .with("id", id)
            .with("conversation_id", room)
            .with("seq", ++seq)
            .with("content", word));
    return "post to " + room;
  }

  private Set<UUID> mayRead(String user) {
    Set<UUID> messages = new HashSet<>();
    rooms.forEach(
        (id, room) -> {
          boolean open =
              switch (room.visibility()) {
                case "public" -> true;
                case "project" ->
                    room.project() != null && members.contains(List.of(user, room.project()));
                default -> false;
              };
          if (open || members.contains(List.of(user, id))) {
            messages.addAll(room.messages());
          }
        });
    return messages;
  }

  private Set<UUID> found(Engine engine, String user) {
    Reach readable = conversations.by(TestTokens.userId(user));
    Question question =
        new Question(
            new Criterion.Terms(Set.of(word)),
            readable,
            Order.NEWEST,
            1_000,
            null,
            Window.ALL,
            Set.of());
    Set<UUID> ids = new HashSet<>();
    engine.find(question).matches().stream().map(Match::id).forEach(ids::add);
    return ids;
  }

  private void apply(Sample event) {
    transaction.executeWithoutResult(
        _ ->
            index.apply(
                List.of(
                    EventEnvelope.of(
                        UUID.randomUUID(),
                        event.type(),
                        URI.create("/chat-service"),
                        Instant.now(),
                        Chat.TOPIC,
                        event.bytes())),
                Map.of()));
  }

  private static Sample any(String type) {
    return EventContract.samples(type).findFirst().orElseThrow();
  }
}
