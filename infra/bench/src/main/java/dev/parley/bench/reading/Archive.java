package dev.parley.bench.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bench.chat.Client;
import dev.parley.local.server.PostgresServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Five million messages in a thousand conversations of one person. */
record Archive(Client reader, int messages, List<UUID> conversations) {

  private static final int CONVERSATIONS = 1000;

  /** A statement may take as long as the connection waits for an answer. */
  private static final int AT_ONCE = 200_000;

  private static final String CONVERSATIONS_OF_ONE =
      """
      INSERT INTO conversation
        (id, title, owner_id, visibility, last_seq, created_at, updated_at)
      SELECT md5('conversation' || n)::uuid, 'Archive ' || n, 'READER', 'private',
             DEPTH, now(), now()
      FROM generate_series(0, CONVERSATIONS - 1) n;
      INSERT INTO conversation_member (conversation_id, user_id, role)
      SELECT id, 'READER', 'owner' FROM conversation WHERE title LIKE 'Archive %'
      """;

  /** Ids grow with time, as those of the service do; conversations go on side by side. */
  private static final String MESSAGES_OF_ONE =
      """
      INSERT INTO message (id, conversation_id, seq, author_id, role, content, created_at)
      SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
             md5('conversation' || n % CONVERSATIONS)::uuid,
             n / CONVERSATIONS + 1, 'READER', 'user',
             'message ' || n || repeat(' lorem ipsum', 15), now()
      FROM generate_series(FROM_N, TO_N) n
      """;

  private static final String TIDIED_UP =
      "VACUUM ANALYZE message; VACUUM ANALYZE conversation; CHECKPOINT";

  static Archive write(PostgresServer postgres, Client reader, int messages) throws SQLException {
    try (Connection connection = postgres.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = chat; SET synchronous_commit = off");
      // what refers to what is known here
      statement.execute("SET session_replication_role = replica");
      for (String step : CONVERSATIONS_OF_ONE.split(";", -1)) {
        statement.execute(filled(step, reader, messages));
      }
      for (int from = 0; from < messages; from += AT_ONCE) {
        int to = Math.min(messages, from + AT_ONCE);
        statement.execute(
            filled(MESSAGES_OF_ONE, reader, messages)
                .replace("FROM_N", Integer.toString(from))
                .replace("TO_N", Integer.toString(to - 1)));
        System.out.printf(Locale.ROOT, "%,d messages written%n", to);
      }
      for (String step : TIDIED_UP.split(";", -1)) {
        statement.execute(step);
      }
      List<UUID> conversations = new ArrayList<>();
      try (var rows =
          statement.executeQuery("SELECT id FROM conversation WHERE title LIKE 'Archive %'")) {
        while (rows.next()) {
          conversations.add(rows.getObject(1, UUID.class));
        }
      }
      return new Archive(reader, messages, conversations);
    }
  }

  private static String filled(String sql, Client reader, int messages) {
    return sql.replace("READER", reader.userId())
        .replace("DEPTH", Integer.toString(messages / CONVERSATIONS))
        .replace("CONVERSATIONS", Integer.toString(CONVERSATIONS));
  }

  /** The newest messages of each of some conversations. */
  List<String> newestPages(int count) {
    return conversations.stream().limit(count).map(Archive::page).toList();
  }

  /** The same conversations from just below, which no cache has ready. */
  List<String> nextPages(int count) throws IOException {
    List<String> pages = new ArrayList<>();
    for (UUID conversation : conversations.subList(0, count)) {
      pages.add(below(conversation, messages / CONVERSATIONS - 1));
    }
    return pages;
  }

  /** The same conversations from somewhere further down, each from another depth. */
  List<String> deepPages(int count) throws IOException {
    List<String> pages = new ArrayList<>();
    int depth = messages / CONVERSATIONS;
    for (int i = 0; i < count; i++) {
      pages.add(below(conversations.get(i), depth - (long) depth * (i + 1) / (count + 2)));
    }
    return pages;
  }

  private String below(UUID conversation, long seq) throws IOException {
    return page(conversation) + "&before=" + cursorAt(conversation, seq);
  }

  /** Cursors are the service's secret: it gives one with what stands around a message. */
  private String cursorAt(UUID conversation, long seq) throws IOException {
    long number = (seq - 1) * CONVERSATIONS + numberOf(conversation);
    UUID message = new UUID(0x7000L, 0x8000L << 48 | number);
    return reader
        .get("/api/v1/messages/" + message + "/context?limit=2")
        .required("next_cursor")
        .asText();
  }

  private int numberOf(UUID conversation) {
    for (int n = 0; n < CONVERSATIONS; n++) {
      if (md5("conversation" + n).equals(conversation)) {
        return n;
      }
    }
    throw new IllegalArgumentException("not of this archive: " + conversation);
  }

  /** As PostgreSQL casts the text of an MD5 to an id: without the marks of a version. */
  private static UUID md5(String name) {
    try {
      var hash = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(name.getBytes(UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static String page(UUID conversation) {
    return "/api/v1/conversations/" + conversation + "/messages?limit=50";
  }
}
