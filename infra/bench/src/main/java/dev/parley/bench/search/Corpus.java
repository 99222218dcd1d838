package dev.parley.bench.search;

import dev.parley.bench.service.Keys;
import dev.parley.local.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Messages of twelve words each, in a thousand conversations of one person. The word {@code w7} is
 * the seventh most frequent: how often one stands somewhere falls as its number grows (Zipf).
 */
record Corpus(int messages) {
  private static final int WORDS = 200_000;
  private static final int LENGTH = 12;
  private static final int AT_ONCE = 100_000;

  private static final String BEFORE =
      """
      SET search_path = search, extensions;
      SET synchronous_commit = off;
      DROP INDEX message_words; DROP INDEX message_newest; DROP INDEX message_conversation_newest;
      DROP INDEX message_author_newest; DROP INDEX message_position; DROP INDEX message_seq;
      INSERT INTO conversation (id, title, owner_id, created_at, words, analysis)
      SELECT md5('conversation' || n)::uuid, 'Archive ' || n, 'READER', now(),
             to_tsvector('simple', 'archive ' || n), 1
        FROM generate_series(0, 999) n;
      INSERT INTO conversation_member (conversation_id, user_id)
      SELECT id, 'READER' FROM conversation;
      INSERT INTO access_change VALUES ('READER', 1)
      """;

  /** What is there of it stays. */
  private static final String AFTER =
      """
      SET search_path = search, extensions;
      SET maintenance_work_mem = '512MB';
      CREATE INDEX IF NOT EXISTS message_words ON message USING gin (words);
      CREATE INDEX IF NOT EXISTS message_newest ON message (created_at DESC, id DESC);
      CREATE INDEX IF NOT EXISTS message_conversation_newest
        ON message (conversation_id, created_at DESC, id DESC);
      CREATE INDEX IF NOT EXISTS message_author_newest ON message (author_id, created_at DESC, id DESC);
      CREATE INDEX IF NOT EXISTS message_position ON message (position, id);
      CREATE INDEX IF NOT EXISTS message_seq ON message (conversation_id, seq);
      VACUUM ANALYZE message;
      VACUUM ANALYZE conversation;
      CHECKPOINT
      """;

  private static final String LIVE =
      "DELETE FROM search.message WHERE id > '00000000-0000-7000-8000-ffffffffffff'";

  /** The word that stands in about so many messages. */
  String wordIn(double matches) {
    return "w" + Math.max(1, Math.round(messages * LENGTH / Math.log(WORDS) / matches));
  }

  /** What is there already stays as it is; what was written live by a run before goes. */
  void write(PostgresServer postgres) throws SQLException {
    try (Connection connection = postgres.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      // an index of millions takes minutes, during which nothing is heard
      connection.setNetworkTimeout(Runnable::run, 0);
      if (!is(statement, "EXISTS (SELECT FROM search.message)")) {
        run(statement, BEFORE.replace("READER", Keys.userId(1).toString()));
        for (int from = 0; from < messages; from += AT_ONCE) {
          int to = Math.min(messages, from + AT_ONCE) - 1;
          statement.execute(messages(from, to));
        }
        System.out.printf(Locale.ROOT, "%,d messages written%n", messages);
      }
      boolean whole = is(statement, "to_regclass('search.message_seq') IS NOT NULL");
      int live = statement.executeUpdate(LIVE);
      if (!whole || live > 0) {
        System.out.printf(Locale.ROOT, "%,d of a run before deleted%n", live);
        run(statement, AFTER);
      }
    }
  }

  private static boolean is(Statement statement, String condition) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT " + condition)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static String messages(int from, int to) {
    return """
      INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                           author_display_name, role, content, words, created_at, analysis)
      SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
             md5('conversation' || n %% 1000)::uuid, n / 1000 + 1, md5('a' || n %% 50)::uuid,
             'author' || n %% 50, 'Author ' || n %% 50, 'user', content,
             to_tsvector('simple', content), timestamptz '2025-01-01' + n * interval '5 seconds', 1
        FROM generate_series(%d, %d) n,
             LATERAL (SELECT string_agg('w' || floor(exp(random() * ln(%d)))::int, ' ') AS content
                        FROM generate_series(1, %d) i WHERE n IS NOT NULL) text
      """
        .formatted(from, to, WORDS, LENGTH);
  }

  private static void run(Statement statement, String steps) throws SQLException {
    for (String step : steps.split(";", -1)) {
      statement.execute(step);
    }
  }
}
