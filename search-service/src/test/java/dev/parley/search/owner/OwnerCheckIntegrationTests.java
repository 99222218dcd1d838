package dev.parley.search.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.SearchClient;
import dev.parley.search.owner.ChatService.Conversation;
import dev.parley.search.owner.ChatService.Message;
import dev.parley.search.owner.ChatService.Note;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** No event comes here: all that is known was read from the owner. */
@ParleyTest(postgres = "search_owner")
@DirtiesContext
class OwnerCheckIntegrationTests {
  private static final String PATH = "/api/v1/search/rebuild";
  private static final ChatService CHAT = new ChatService();

  private final JdbcClient jdbc;
  private final UUID first = UUID.randomUUID();
  private SearchClient client = new SearchClient(0);
  private Api admin = Api.atPort(0);

  @Autowired
  OwnerCheckIntegrationTests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    CHAT.isAllThatIsThere(registry);
  }

  @AfterAll
  static void close() {
    CHAT.close();
  }

  @BeforeEach
  void fiveConversations(@LocalServerPort int port) {
    client = new SearchClient(port);
    admin = Api.atPort(port).as(TestTokens.adminToken().value());
    CHAT.forgetAll();
    for (int i = 0; i < 5; i++) {
      CHAT.put(conversation(i == 0 ? first : UUID.randomUUID(), "zebra herd", five()));
    }
  }

  static List<Message> five() {
    List<Message> messages = new ArrayList<>();
    for (int seq = 1; seq <= 5; seq++) {
      messages.add(
          new Message(
              UUID.randomUUID(),
              seq,
              seq == 2 ? 3 : 1,
              seq == 4 ? "" : "a zebra\u0007said " + seq,
              seq == 4,
              seq == 5 ? List.of("last") : List.of()));
    }
    return messages;
  }

  static Conversation conversation(UUID id, String title, List<Message> messages) {
    return new Conversation(
        id,
        title,
        "ada",
        List.of("ada", "bob"),
        List.of("striped"),
        messages,
        List.of(new Note(UUID.randomUUID(), "giraffes as well")));
  }

  private JsonNode rebuilt() {
    return ended(admin.post(PATH, null).json(202).required("id").asInt());
  }

  private JsonNode ended(int id) {
    return Patience.await()
        .until(
            () -> admin.get(PATH).json(200),
            it ->
                it.required("id").asInt() == id
                    && List.of("done", "failed").contains(it.required("state").asText()));
  }

  private static void assertTables(JsonNode rebuild, int conversations, int differed) {
    JsonNode tables = rebuild.required("tables");
    assertThat(tables.required("state").asText()).isEqualTo("done");
    assertThat(tables.required("conversations").asInt()).isEqualTo(conversations);
    assertThat(tables.required("differed").asInt()).isEqualTo(differed);
    assertThat(tables.required("mended").asInt()).isEqualTo(differed);
  }

  @Test
  void whatNoEventToldOfIsReadFromTheOwner() {
    rebuilt();
    JsonNode again = rebuilt();

    assertTables(again, 5, 0);
    Patience.await()
        .untilAsserted(
            () -> {
              assertThat(client.ids("bob", "zebra", "kind=message", "limit=100")).hasSize(20);
              assertThat(client.ids("bob", "tag:last zebra", "kind=message")).hasSize(5);
              assertThat(client.ids("bob", "giraffes")).hasSize(5);
              assertThat(client.ids("bob", "tag:striped", "kind=conversation")).hasSize(5);
            });
    assertThat(client.ids("eve", "zebra")).isEmpty();
  }

  @Test
  void whatDiffersIsReadAgainAndNothingElse() {
    rebuilt();
    int before = CHAT.retold();
    UUID told =
        jdbc.sql("SELECT id FROM message WHERE conversation_id = ? AND seq = 3")
            .param(first)
            .query(UUID.class)
            .single();
    jdbc.sql("UPDATE message SET content = 'another', words = '' WHERE id = ?")
        .param(told)
        .update();
    jdbc.sql("UPDATE message SET deleted = true WHERE conversation_id = ? AND seq = 1")
        .param(first)
        .update();
    jdbc.sql("UPDATE message SET deleted = false WHERE conversation_id = ? AND seq = 4")
        .param(first)
        .update();
    jdbc.sql("UPDATE message SET tags = '{wrong}' WHERE conversation_id = ? AND seq = 5")
        .param(first)
        .update();
    jdbc.sql("INSERT INTO conversation_member VALUES (?, ?)")
        .params(TestTokens.userId("eve"), first)
        .update();
    jdbc.sql("DELETE FROM conversation_member WHERE conversation_id = ? AND user_id = ?")
        .params(first, TestTokens.userId("bob"))
        .update();
    jdbc.sql("DELETE FROM annotation WHERE subject_id = ?").param(first).update();
    jdbc.sql("UPDATE conversation SET title = 'wrong', tags = '{}' WHERE id = ?")
        .param(first)
        .update();

    assertTables(rebuilt(), 5, 1);

    // three pages of two, two and one
    assertThat(CHAT.retold() - before).isEqualTo(3);
    assertTables(rebuilt(), 5, 0);
    Patience.await()
        .untilAsserted(
            () -> {
              assertThat(client.ids("bob", "zebra", "kind=message", "conversation_id=" + first))
                  .hasSize(4);
              assertThat(client.ids("bob", "conversation:%s giraffes".formatted(first))).hasSize(1);
            });
    assertThat(client.ids("eve", "zebra")).isEmpty();
  }

  @Test
  void whatTheOwnerDoesNotHaveGoes() {
    rebuilt();
    Patience.await().until(() -> !client.ids("ada", "zebra", "conversation_id=" + first).isEmpty());
    UUID kept = UUID.randomUUID();
    CHAT.forgetAll();
    CHAT.put(conversation(kept, "zebra kept", five()));

    rebuilt();

    assertTables(rebuilt(), 1, 0);
    Patience.await()
        .untilAsserted(
            () -> {
              assertThat(client.ids("ada", "zebra", "kind=conversation")).containsExactly(kept);
              assertThat(client.ids("ada", "zebra", "conversation_id=" + first)).isEmpty();
            });
  }

  /** The owner's answer is older than an event that came meanwhile: it would take that back. */
  @Test
  void anAnswerThatWasOvertakenIsNotUsed() {
    rebuilt();
    jdbc.sql("UPDATE conversation SET title = 'wrong' WHERE id = ?").param(first).update();
    int before = CHAT.retold();
    CHAT.beforeTelling(
        () ->
            jdbc.sql(
                    "UPDATE conversation SET touched = (SELECT value + 1 FROM position) WHERE id = ?")
                .param(first)
                .update());

    assertTables(rebuilt(), 5, 1);

    assertThat(CHAT.retold() - before).isEqualTo(4);
  }

  /** Killed in the middle, it leaves how far it was. */
  @Test
  void whatAnotherOneHasBegunIsGoneOnWith() {
    rebuilt();
    int id =
        jdbc.sql(
                """
                INSERT INTO rebuild (checked_to, checked, differed, mended, held_by, held_until)
                VALUES (?, 3, 2, 2, gen_random_uuid(), now() + interval '1 second') RETURNING number
                """)
            .param(CHAT.ids().get(2))
            .query(Integer.class)
            .single();

    assertTables(ended(id), 5, 2);
  }

  @Test
  void anOwnerThatIsAwayIsWaitedFor() {
    CHAT.away(true);
    try {
      admin.post(PATH, null).assertStatus(202);
      Patience.await()
          .untilAsserted(
              () ->
                  assertThat(admin.get(PATH).json(200).at("/instances/0/state").asText())
                      .isEqualTo("done"));
      assertThat(admin.get(PATH).json(200).required("state").asText()).isEqualTo("comparing");
    } finally {
      CHAT.away(false);
    }

    Patience.await()
        .untilAsserted(
            () ->
                assertThat(admin.get(PATH).json(200).required("state").asText()).isEqualTo("done"));
  }
}
