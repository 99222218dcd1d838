package dev.parley.search.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.access.Conversations;
import dev.parley.search.access.Reach;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.Window;
import dev.parley.search.language.Query;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How PostgreSQL goes about a search when there is much to search in. */
class SearchPlanIntegrationTests {
  private static final UUID READER = UUID.randomUUID();
  private static JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource());

  @BeforeAll
  static void aHundredThousandMessages() {
    TestDatabase database = TestServers.freshDatabase("search_plan");
    DataSource source =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    Flyway.configure().dataSource(source).load().migrate();
    jdbc = JdbcClient.create(source);
    jdbc.sql(
            """
            INSERT INTO conversation (id, title, owner_id, visibility, archived, created_at)
            SELECT gen_random_uuid(), 'room ' || n, gen_random_uuid(),
                   CASE WHEN n % 10 = 0 THEN 'public' ELSE 'private' END, false, now()
              FROM generate_series(1, 1000) n
            """)
        .update();
    jdbc.sql("INSERT INTO conversation_member SELECT :reader, id FROM conversation LIMIT 200")
        .param("reader", READER)
        .update();
    jdbc.sql(
            """
            INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                                 author_display_name, role, content, words, created_at)
            SELECT gen_random_uuid(), rooms[1 + n % 1000], n, gen_random_uuid(), 'a', 'A', 'user',
                   content, array_to_tsvector(string_to_array(content, ' ')),
                   now() - n * interval '1 second'
              FROM generate_series(1, 60000) n,
                   (SELECT array_agg(id) AS rooms FROM conversation) r,
                   LATERAL (SELECT 'common word' || n % 50
                     || CASE WHEN n % 5000 = 0 THEN ' rare ' ELSE ' ' END
                     || md5(n::text) || ' ' || repeat('x', 300) AS content) t
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE").update();
  }

  @Test
  void aRareWordIsLookedUpInTheWordIndex() {
    assertThat(plan("rare")).contains("message_words").doesNotContain("Seq Scan on message ");
  }

  @Test
  void ofACommonWordTheNewestAreReadUntilThereAreEnough() {
    assertThat(plan("common")).contains("message_newest").doesNotContain("Seq Scan on message ");
  }

  @Test
  void withinAConversationItsOwnIndexServes() {
    UUID room = jdbc.sql("SELECT id FROM conversation LIMIT 1").query(UUID.class).single();

    assertThat(plan("common", new Criterion.InConversation(room)))
        .containsAnyOf("message_conversation_newest", "message_seq")
        .doesNotContain("Seq Scan on message ");
  }

  @Test
  void aTagOfFewIsLookedUp() {
    UUID room = jdbc.sql("SELECT id FROM conversation LIMIT 1").query(UUID.class).single();

    for (List<UUID> tagged : List.of(List.<UUID>of(), List.of(room))) {
      Criterion tag = new Criterion.Tagged("few", new Conversations(new BitSet(), tagged));
      assertThat(planOf(tag))
          .contains("message_tags")
          .doesNotContain("message_newest", "Seq Scan on message ");
    }
  }

  @Test
  void whatIsUnreadIsSoughtWhereThereIsAny() {
    assertThat(planOf(new Criterion.Unread(Map.of(), Conversations.NONE)))
        .doesNotContain("message_newest", "Seq Scan on message ");
    assertThat(planOf(new Criterion.Not(new Criterion.Unread(Map.of(), Conversations.NONE))))
        .contains("read_marker")
        .doesNotContain("message_newest", "Seq Scan on message ");
  }

  @ParameterizedTest
  @EnumSource
  void whatHardlyAMessageHasIsLookedUp(Query.Thing thing) {
    assertThat(planOf(new Criterion.Has(thing)))
        .contains("message_with_" + thing.name().toLowerCase(Locale.ROOT));
  }

  private static String plan(String word, Criterion... filters) {
    List<Criterion> all = new ArrayList<>(List.of(filters));
    all.add(new Criterion.Terms(Set.of(word)));
    return planOf(new Criterion.All(all));
  }

  private static String planOf(Criterion criterion) {
    jdbc.sql(
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', false), set_config('jit',"
                + " 'off', false)")
        .query((_, _) -> true)
        .single();
    List<UUID> few =
        jdbc.sql("SELECT conversation_id FROM conversation_member").query(UUID.class).list();
    Conditions conditions = new Conditions();
    String page =
        PostgresEngine.page(
            new Question(
                criterion,
                new Reach(READER, 1, new Conversations(new BitSet(), few)),
                Order.RELEVANCE,
                20,
                null,
                Window.ALL,
                Set.of()),
            conditions);
    return String.join(
        "\n",
        jdbc.sql("EXPLAIN " + page).params(conditions.parameters()).query(String.class).list());
  }
}
