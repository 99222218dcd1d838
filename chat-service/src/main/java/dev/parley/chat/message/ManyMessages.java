package dev.parley.chat.message;

import static java.util.stream.Collectors.groupingBy;

import dev.parley.chat.conversation.Access;
import dev.parley.platform.page.CursorCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads messages of many conversations at once: one statement, however many are asked for. Rows
 * come in portions, so that a reader who has had enough can stop before memory is full of them.
 */
@Repository
public class ManyMessages {

  private static final int PORTION = 100;

  private final JdbcClient jdbc;
  private final MessageStore store;
  private final CursorCodec cursors;

  ManyMessages(DataSource database, MessageStore store, CursorCodec cursors) {
    var template = new JdbcTemplate(database);
    template.setFetchSize(PORTION);
    this.jdbc = JdbcClient.create(template);
    this.store = store;
    this.cursors = cursors;
  }

  /** Messages of a conversation between two numbers, neither of them included. */
  public record Stretch(UUID conversation, long above, long below) {

    boolean holds(Message message) {
      return message.seq() > above && message.seq() < below;
    }
  }

  /**
   * At most this many of each stretch, the newest first; of conversations that the person may not
   * read none.
   *
   * @param newest whether to read from the stretch's newest end or from its oldest
   * @param each sees every message that is read, and may have enough
   */
  @Transactional(readOnly = true)
  public Map<Stretch, List<Message>> stretches(
      Collection<Stretch> asked, int limit, boolean newest, UUID reader, Consumer<Message> each) {
    List<Stretch> order = List.copyOf(asked);
    List<Message> found = new ArrayList<>();
    jdbc.sql(
            MessageStore.COLUMNS
                + """
                JOIN (
                  SELECT DISTINCT x.conversation_id, x.seq
                  FROM unnest(:ids, :above, :below) AS asked(id, above, below)
                  JOIN conversation c ON c.id = asked.id
                  CROSS JOIN LATERAL (
                    SELECT conversation_id, seq FROM message
                    WHERE conversation_id = c.id AND seq > asked.above AND seq < asked.below
                    ORDER BY seq\s"""
                + (newest ? "DESC" : "ASC")
                + " LIMIT :limit) x WHERE "
                + Access.MAY_READ
                + """
                ) chosen ON chosen.conversation_id = m.conversation_id AND chosen.seq = m.seq
                ORDER BY m.seq DESC
                """)
        .param("ids", order.stream().map(Stretch::conversation).toArray(UUID[]::new))
        .param("above", order.stream().map(Stretch::above).toArray(Long[]::new))
        .param("below", order.stream().map(Stretch::below).toArray(Long[]::new))
        .param("limit", limit)
        .param("user", reader)
        .query(
            row -> {
              Message message = store.message(row, found.size());
              each.accept(message);
              found.add(message);
            });
    return sorted(order, found, limit, newest);
  }

  private static Map<Stretch, List<Message>> sorted(
      List<Stretch> asked, List<Message> found, int limit, boolean newest) {
    Map<UUID, List<Message>> byConversation =
        found.stream().collect(groupingBy(Message::conversationId));
    Map<Stretch, List<Message>> answers = new HashMap<>();
    for (Stretch stretch : asked) {
      List<Message> held =
          byConversation.getOrDefault(stretch.conversation(), List.of()).stream()
              .filter(stretch::holds)
              .toList();
      int spare = Math.max(0, held.size() - limit);
      answers.put(
          stretch,
          newest ? held.subList(0, held.size() - spare) : held.subList(spare, held.size()));
    }
    return answers;
  }

  /** Those that the person may read; the others are missing. */
  @Transactional(readOnly = true)
  public Map<UUID, Message> byIds(Collection<UUID> ids, UUID reader, Consumer<Message> each) {
    Map<UUID, Message> found = new HashMap<>();
    jdbc.sql(
            MessageStore.COLUMNS
                + " JOIN conversation c ON c.id = m.conversation_id WHERE m.id = ANY (:ids) AND "
                + Access.MAY_READ)
        .param("ids", ids.toArray(UUID[]::new))
        .param("user", reader)
        .query(
            row -> {
              Message message = store.message(row, found.size());
              each.accept(message);
              found.put(message.id(), message);
            });
    return found;
  }

  /** The same as in the pages of {@link ReadMessages}. */
  public String cursor(Message message) {
    return cursors.encode(
        ReadMessages.scope(message.conversationId()), Long.toString(message.seq()));
  }

  public long seq(UUID conversation, String cursor) {
    return Long.parseLong(cursors.decode(ReadMessages.scope(conversation), cursor).getFirst());
  }
}
