package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.access.ReadableConversations.Access;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
                                 author_display_name, role, content, created_at)
            SELECT gen_random_uuid(), rooms[1 + n % 1000], n, gen_random_uuid(), 'a', 'A', 'user',
                   'common word' || n % 50 || CASE WHEN n % 5000 = 0 THEN ' rare ' ELSE ' ' END
                     || repeat(md5(n::text) || ' ', 10),
                   now() - n * interval '1 second'
              FROM generate_series(1, 60000) n,
                   (SELECT array_agg(id) AS rooms FROM conversation) r
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE").update();
  }

  @Test
  void aRareWordIsLookedUpInTheWordIndex() {
    assertThat(plan("rare", Map.of()))
        .contains("message_words")
        .doesNotContain("Seq Scan on message ");
  }

  @Test
  void ofACommonWordTheNewestAreReadUntilThereAreEnough() {
    assertThat(plan("common", Map.of()))
        .contains("message_newest")
        .doesNotContain("Seq Scan on message ");
  }

  @Test
  void withinAConversationItsOwnIndexServes() {
    UUID room = jdbc.sql("SELECT id FROM conversation LIMIT 1").query(UUID.class).single();

    assertThat(plan("common", Map.of("conversation", room)))
        .contains("message_conversation_newest")
        .doesNotContain("Seq Scan on message ");
  }

  private static String plan(String q, Map<String, @Nullable Object> filters) {
    jdbc.sql("SELECT set_config('plan_cache_mode', 'force_custom_plan', false)")
        .query((_, _) -> true)
        .single();
    Access access =
        new Access(
            READER,
            jdbc.sql("SELECT conversation_id::text FROM conversation_member")
                .query(String.class)
                .list()
                .toArray(String[]::new));
    Map<String, @Nullable Object> values =
        new HashMap<>(
            Search.parameters(
                new SearchRequest(q, null, null, null, null, null, null, null, 20, null),
                access,
                null));
    values.putAll(filters);
    return String.join(
        "\n", jdbc.sql("EXPLAIN " + SearchSql.FIND).params(values).query(String.class).list());
  }
}
