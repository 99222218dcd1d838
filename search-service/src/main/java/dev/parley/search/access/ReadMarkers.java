package dev.parley.search.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code read_marker}: how far people have read, as the events say. */
@Component
public class ReadMarkers {
  private static final String GIVEN =
      "unnest(:users::uuid[], :conversations::uuid[], :seqs) AS given(user_id, conversation_id, seq)";

  private static final String ADVANCE =
      """
      INSERT INTO read_marker AS known (user_id, conversation_id, seq)
      SELECT user_id, conversation_id, max(seq) FROM %s GROUP BY user_id, conversation_id
      ON CONFLICT (user_id, conversation_id) DO UPDATE SET seq = excluded.seq
       WHERE known.seq < excluded.seq
      """
          .formatted(GIVEN);

  // one that has been there before goes on where they were
  private static final String BEGIN =
      """
      INSERT INTO read_marker (user_id, conversation_id, seq)
      SELECT user_id, conversation_id,
             greatest(seq, (SELECT coalesce(max(said.seq), 0) FROM message said
                             WHERE said.conversation_id = given.conversation_id))
        FROM %s ON CONFLICT DO NOTHING
      """
          .formatted(GIVEN);

  private static final String HOLDING_NEWS =
      """
      SELECT readable.id, readable.number
        FROM (%s) AS readable
        LEFT JOIN read_marker mark
          ON mark.user_id = :reader::uuid AND mark.conversation_id = readable.id
       WHERE EXISTS (SELECT FROM message
                      WHERE conversation_id = readable.id AND seq > coalesce(mark.seq, 0))
      """
          .formatted(ReadableConversations.IDS);

  /** Somebody has read up to there. */
  public record Mark(UUID userId, UUID conversationId, long seq) {}

  private final JdbcClient jdbc;

  ReadMarkers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** On, never back. */
  public void advance(Collection<Mark> marks) {
    run(ADVANCE, marks);
  }

  /**
   * At the end of what is known, for those who have joined.
   *
   * @param marks with the last number that was said with the same events; to be called before they
   *     are written
   */
  public void begin(Collection<Mark> marks) {
    run(BEGIN, marks);
  }

  private void run(String sql, Collection<Mark> marks) {
    if (!marks.isEmpty()) {
      jdbc.sql(sql)
          .param("users", texts(marks, Mark::userId))
          .param("conversations", texts(marks, Mark::conversationId))
          .param("seqs", numbers(marks, Mark::seq))
          .update();
    }
  }

  private static String[] texts(Collection<Mark> marks, Function<Mark, UUID> column) {
    return marks.stream().map(column).map(UUID::toString).toArray(String[]::new);
  }

  private static Long[] numbers(Collection<Mark> marks, ToLongFunction<Mark> column) {
    return marks.stream().map(column::applyAsLong).toArray(Long[]::new);
  }

  /** By the number of the conversation; of the others somebody has read nothing. */
  public Map<Integer, Long> of(UUID reader) {
    Map<Integer, Long> marks = new HashMap<>();
    jdbc.sql(
            "SELECT c.number, m.seq FROM read_marker m JOIN conversation c ON c.id ="
                + " m.conversation_id WHERE m.user_id = :reader")
        .param("reader", reader)
        .query(
            row -> {
              marks.put(row.getInt("number"), row.getLong("seq"));
            });
    return marks;
  }

  /** Those in which there is something that somebody may read and has not. */
  public Conversations holdingNews(UUID reader) {
    return Conversations.in(jdbc.sql(HOLDING_NEWS).param("reader", reader));
  }

  /** That a message is beyond what the parameter {@code reader} has read, as SQL. */
  public static String unread() {
    return """
        seq > coalesce((SELECT mark.seq FROM read_marker mark
                         WHERE mark.user_id = :reader::uuid
                           AND mark.conversation_id = message.conversation_id), 0)
        """;
  }

  /** And that it is not: said so, the marks are looked at first, of which there may be none. */
  public static String read() {
    return """
        EXISTS (SELECT FROM read_marker mark
                 WHERE mark.user_id = :reader::uuid
                   AND mark.conversation_id = message.conversation_id AND mark.seq >= message.seq)
        """;
  }
}
