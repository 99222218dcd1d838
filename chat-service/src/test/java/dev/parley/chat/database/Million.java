package dev.parley.chat.database;

import dev.parley.chat.ChatClients.Person;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A million messages in a hundred thousand conversations of ten thousand people, 200,000 of them in
 * one; the reader takes part in three hundred.
 */
record Million(UUID largest, UUID project) {

  private static final TestDatabase DATABASE = TestServers.database("chat");

  static Million writtenFor(Person reader) throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      List<ForeignKey> keys = foreignKeys(statement);
      for (ForeignKey key : keys) {
        statement.execute(key.drop());
      }
      for (String step : steps(reader.id())) {
        statement.execute(step);
      }
      for (ForeignKey key : keys) {
        statement.execute(key.add());
      }
    }
    return new Million(id(3, 0), id(2, 0));
  }

  /** Away while a million rows come: all are checked at once when it is back. */
  private record ForeignKey(String drop, String add) {}

  private static List<ForeignKey> foreignKeys(Statement statement) throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (var rows =
        statement.executeQuery(
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                          pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE contype = 'f' AND conrelid IN
              ('message'::regclass, 'conversation_member'::regclass, 'reaction'::regclass)
            """)) {
      while (rows.next()) {
        keys.add(new ForeignKey(rows.getString(1), rows.getString(2)));
      }
    }
    return keys;
  }

  static Connection connect() throws SQLException {
    return DATABASE.connect();
  }

  private static String[] steps(UUID reader) {
    return """
    CREATE FUNCTION numbered(kind int, number bigint) RETURNS uuid IMMUTABLE
    RETURN (lpad(to_hex(x'01900000'::bigint + kind), 8, '0') || '-0000-7000-8000-'
            || lpad(to_hex(number), 12, '0'))::uuid;
    INSERT INTO account (id, username, email, display_name, password_hash, role, created_at)
    SELECT numbered(1, n), 'crowd' || n, 'crowd' || n || '@example.org', 'Crowd ' || n,
           '', 'user', now() - n * interval '1 minute'
    FROM generate_series(0, 9999) n;
    INSERT INTO project (id, name, owner_id, created_at, updated_at)
    SELECT numbered(2, n), 'Project ' || n, numbered(1, n), now(), now()
    FROM generate_series(0, 9999) n;
    INSERT INTO project_member (project_id, user_id, role)
    SELECT numbered(2, n), numbered(1, n), 'owner'
    FROM generate_series(0, 9999) n;
    INSERT INTO project_member (project_id, user_id, role)
    SELECT numbered(2, n), 'READER', 'member' FROM generate_series(0, 9) n;
    INSERT INTO conversation
      (id, title, owner_id, project_id, visibility, last_seq, created_at, updated_at)
    SELECT numbered(3, n), 'Conversation ' || n, numbered(1, n % 10000),
           CASE WHEN n % 5 = 0 THEN numbered(2, n % 10000) END,
           CASE WHEN n % 5 = 0 THEN 'project' ELSE 'private' END,
           CASE n WHEN 0 THEN 200008 ELSE 8 END, now(), now() - n * interval '1 minute'
    FROM generate_series(0, 99999) n;
    INSERT INTO conversation_member (conversation_id, user_id, role)
    SELECT numbered(3, n), numbered(1, n % 10000), 'owner'
    FROM generate_series(0, 99999) n;
    INSERT INTO conversation_member (conversation_id, user_id, role)
    SELECT numbered(3, n * 300), 'READER', 'member' FROM generate_series(0, 299) n;
    INSERT INTO message (id, conversation_id, seq, author_id, role, content, created_at)
    SELECT numbered(4, n), numbered(3, n % 100000), n / 100000 + 1,
           numbered(1, n % 10000), 'user', 'message ' || n,
           now() - (1000000 - n) * interval '1 second'
    FROM generate_series(0, 799999) n;
    INSERT INTO message (id, conversation_id, seq, author_id, role, content, created_at)
    SELECT numbered(4, n), numbered(3, 0), n - 799999 + 8,
           numbered(1, n % 10000), 'user', 'message ' || n,
           now() - (1000000 - n) * interval '1 second'
    FROM generate_series(800000, 999999) n;
    INSERT INTO reaction (message_id, emoji, user_id, created_at)
    SELECT numbered(4, n * 10), '👍', numbered(1, n % 10000), now()
    FROM generate_series(0, 49999) n;
    DROP FUNCTION numbered;
    ANALYZE account, project, project_member, conversation, conversation_member, message, reaction
    """
        .replace("READER", reader.toString())
        .split(";");
  }

  /** As {@code numbered(kind, number)} in SQL. */
  private static UUID id(int kind, long number) {
    return new UUID(0x0190_0000_0000_7000L + ((long) kind << 32), 0x8000_0000_0000_0000L + number);
  }
}
