package dev.parley.bench.posting;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.Pgbench;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The limit to be beaten: pgbench, in the same server, with the same three statements a commit
 * (take the number, insert the message, insert the outbox row) over tables of the same shape with
 * the same indexes and foreign keys, prepared, no HTTP, no checks.
 */
final class PeerPosts {

  private static final String TABLES =
      """
      CREATE TABLE peer_conversation (LIKE conversation INCLUDING ALL) WITH (fillfactor = 80);
      CREATE TABLE peer_message (LIKE message INCLUDING ALL,
        FOREIGN KEY (conversation_id) REFERENCES peer_conversation,
        FOREIGN KEY (author_id) REFERENCES account);
      CREATE TABLE peer_outbox (LIKE outbox INCLUDING ALL);
      ALTER TABLE peer_outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
      INSERT INTO peer_conversation SELECT * FROM conversation;
      """;

  private final ChatInstallation chat;
  private final String script;

  private PeerPosts(ChatInstallation chat, String script) {
    this.chat = chat;
    this.script = script;
  }

  static PeerPosts over(List<String> conversations, ChatInstallation chat) throws SQLException {
    try (Connection connection = chat.database();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
    String ids = "{" + String.join(",", conversations) + "}";
    String text = "hello ".repeat(30).strip();
    // headers and body as long as those of the real event
    String script =
        """
        \\set n random(1, %d)
        BEGIN;
        UPDATE peer_conversation SET last_seq = last_seq + 1, updated_at = now()
          WHERE id = ('%s'::uuid[])[:n] RETURNING last_seq, owner_id \\gset
        INSERT INTO peer_message (id, conversation_id, seq, author_id, role, content, created_at)
          VALUES (gen_random_uuid(), ('%s'::uuid[])[:n], :last_seq, :owner_id, 'user', '%s', now());
        INSERT INTO peer_outbox (shard, topic, key, headers, payload)
          VALUES (:n %% 8, 'chat.events', 'key', '%s', '%s');
        COMMIT;
        """
            .formatted(conversations.size(), ids, ids, text, "h".repeat(440), "b".repeat(600));
    return new PeerPosts(chat, script);
  }

  /** Commits a second. */
  double run(int clients, Duration time) throws IOException {
    double rate = Pgbench.run(chat, script, clients, (int) time.toSeconds());
    try (Connection connection = chat.database();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE peer_outbox");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rate;
  }
}
