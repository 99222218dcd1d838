package dev.parley.bench.posting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bench.chat.ChatInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The limit to be beaten: pgbench, in the same server, with the same three statements a commit
 * (take the number, insert the message, insert the outbox row) over tables of the same shape with
 * the same indexes and foreign keys, prepared, no HTTP, no checks.
 */
final class Pgbench {

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
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
  private final String program;
  private final Path script;

  private Pgbench(ChatInstallation chat, String program, Path script) {
    this.chat = chat;
    this.program = program;
    this.script = script;
  }

  static Pgbench over(List<String> conversations, ChatInstallation chat)
      throws SQLException, IOException {
    try (Connection connection = chat.database();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
    String ids = "{" + String.join(",", conversations) + "}";
    String text = "hello ".repeat(30).strip();
    Path script = Files.createTempFile("posting", ".sql");
    // headers and body as long as those of the real event
    Files.writeString(
        script,
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
            .formatted(conversations.size(), ids, ids, text, "h".repeat(440), "b".repeat(600)));
    return new Pgbench(chat, program(), script);
  }

  private static String program() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.empty()) {
      Optional<String> found =
          versions
              .map(version -> version.resolve("bin/pgbench"))
              .filter(Files::isExecutable)
              .map(Path::toString)
              .max(String::compareTo);
      return found.orElse("pgbench");
    }
  }

  /** Commits a second. */
  double run(int clients, Duration time) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            program,
            "-n",
            "-M",
            "prepared",
            "-f",
            script.toString(),
            "-c",
            Integer.toString(clients),
            "-j",
            "2",
            "-T",
            Long.toString(time.toSeconds()),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(chat.postgres().port()),
            "-U",
            "chat",
            "parley");
    builder.environment().put("PGPASSWORD", chat.databasePassword());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    Matcher rate = RATE.matcher(output);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IllegalStateException("pgbench failed (Debian: postgresql-contrib): " + output);
    }
    try (Connection connection = chat.database();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE peer_outbox");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Double.parseDouble(rate.group(1));
  }
}
