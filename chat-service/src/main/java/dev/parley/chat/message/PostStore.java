package dev.parley.chat.message;

import dev.parley.chat.conversation.Access;
import dev.parley.chat.conversation.ConversationCaches;
import dev.parley.chat.event.ChatEvent.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** What posting asks and writes, for any number of posts in one statement each. */
@Repository
class PostStore {

  /**
   * In the order of ids, as everybody locks conversations who locks several: so groups, and what
   * else changes conversations, cannot wait for each other in a circle. The settings hold until the
   * transaction ends, and before the first row is locked.
   */
  private static final String LOCK =
      """
      WITH patience AS MATERIALIZED (
        SELECT CASE WHEN ? > 0 THEN set_config('lock_timeout', ? || 'ms', true) ELSE '' END AS is)
      SELECT c.id, c.last_seq, c.project_id, c.visibility, c.archived, c.updated_at
      FROM conversation c, patience
      WHERE c.id = ANY (?) AND patience.is IS NOT NULL
      ORDER BY c.id FOR NO KEY UPDATE OF c\
      """;

  /** A statement of its own, after the locks: who left while they were waited for is gone. */
  private static final String WRITERS =
      "SELECT asked.conversation_id, a.id, a.username, a.display_name"
          + " FROM unnest(?::uuid[], ?::uuid[]) AS asked (conversation_id, user_id)"
          + " JOIN conversation c ON c.id = asked.conversation_id"
          + " JOIN account a ON a.id = asked.user_id WHERE "
          + Access.mayPost("asked.user_id");

  /**
   * Numbers, messages and read markers (what one writes oneself one has read) in one statement.
   * Markers in order: whoever marks many as read takes them in the same.
   */
  private static final String WRITE =
      """
      WITH numbered AS (
        UPDATE conversation c SET last_seq = counted.seq, updated_at = counted.at
        FROM unnest(?::uuid[], ?::bigint[], ?::timestamptz[]) AS counted (id, seq, at) WHERE c.id = counted.id),
      seen AS (
        INSERT INTO read_marker AS mark (conversation_id, user_id, seq)
        SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::bigint[]) AS own (id, user_id, seq)
        ORDER BY id, user_id
        ON CONFLICT (conversation_id, user_id)
          DO UPDATE SET seq = greatest(mark.seq, excluded.seq))
      INSERT INTO message (id, conversation_id, seq, author_id, role, content, reply_to_id,
        metadata, mentions, created_at, trace_id)
      SELECT id, conversation_id, seq, author_id, role, content, reply_to_id, metadata::jsonb,
        mentions::uuid[], created_at, trace_id
      FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::uuid[],
        ?::text[], ?::text[], ?::timestamptz[], ?::uuid[]) AS posted (id, conversation_id, seq,
        author_id, role, content, reply_to_id, metadata, mentions, created_at, trace_id)
      """;

  private final JdbcOperations jdbc;
  private final ConversationCaches conversations;
  private final RecentMessages recent;

  PostStore(JdbcOperations jdbc, ConversationCaches conversations, RecentMessages recent) {
    this.jdbc = jdbc;
    this.conversations = conversations;
    this.recent = recent;
  }

  /** Where a post goes; as it is since it was locked. */
  record Place(
      UUID id,
      long lastSeq,
      @Nullable UUID projectId,
      String visibility,
      boolean archived,
      Instant updatedAt) {}

  /**
   * How to meet a conversation that somebody else holds.
   *
   * @param patience how long any lock is waited for in this transaction; zero: as long as usual
   * @param skipping whether held ones are left out
   */
  record Locking(Duration patience, boolean skipping) {
    static final Locking AS_USUAL = new Locking(Duration.ZERO, false);
  }

  Map<UUID, Place> lock(Collection<UUID> conversations, Locking how) {
    Map<UUID, Place> places = HashMap.newHashMap(conversations.size());
    long millis = how.patience().toMillis();
    jdbc.query(
        how.skipping() ? LOCK + " SKIP LOCKED" : LOCK,
        row -> {
          UUID id = Objects.requireNonNull(row.getObject(1, UUID.class));
          places.put(
              id,
              new Place(
                  id,
                  row.getLong(2),
                  row.getObject(3, UUID.class),
                  row.getString(4),
                  row.getBoolean(5),
                  row.getTimestamp(6).toInstant()));
        },
        millis,
        Long.toString(millis),
        conversations.toArray(UUID[]::new));
    return places;
  }

  /** Those of these that exist, whoever holds them. */
  Set<UUID> existing(Collection<UUID> conversations) {
    return new HashSet<>(
        jdbc.queryForList(
            "SELECT id FROM conversation WHERE id = ANY (?)",
            UUID.class,
            (Object) conversations.toArray(UUID[]::new)));
  }

  /** Somebody and where they want to write. */
  record Seat(UUID conversation, UUID author) {}

  /** Those who may write where they want to, archived conversations aside. */
  Map<Seat, Author> writers(Collection<Seat> seats) {
    Map<Seat, Author> writers = HashMap.newHashMap(seats.size());
    jdbc.query(
        WRITERS,
        row -> {
          UUID author = Objects.requireNonNull(row.getObject(2, UUID.class));
          writers.put(
              new Seat(Objects.requireNonNull(row.getObject(1, UUID.class)), author),
              new Author(author, row.getString(3), row.getString(4)));
        },
        seats.stream().map(Seat::conversation).toArray(UUID[]::new),
        seats.stream().map(Seat::author).toArray(UUID[]::new));
    return writers;
  }

  /** Where messages stand and whose they are; those that do not exist are left out. */
  Map<UUID, Seat> seatsOf(Collection<UUID> messages) {
    Map<UUID, Seat> seats = HashMap.newHashMap(messages.size());
    if (!messages.isEmpty()) {
      jdbc.query(
          "SELECT id, conversation_id, author_id FROM message WHERE id = ANY (?)",
          row -> {
            seats.put(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                new Seat(
                    Objects.requireNonNull(row.getObject(2, UUID.class)),
                    Objects.requireNonNull(row.getObject(3, UUID.class))));
          },
          (Object) messages.toArray(UUID[]::new));
    }
    return seats;
  }

  record Last(long seq, Instant at) {}

  /**
   * @param last the last message of each conversation that gets any
   * @param seen the last number that each author has written
   * @param traceParents of each message, in their order
   */
  void write(
      Map<UUID, Last> last,
      Map<Seat, Long> seen,
      List<Message> messages,
      List<@Nullable String> traceParents) {
    last.keySet().forEach(conversations::changed);
    last.keySet().forEach(recent::changed);
    seen.keySet().forEach(seat -> conversations.readerChanged(seat.conversation(), seat.author()));
    List<Map.Entry<UUID, Last>> counted = List.copyOf(last.entrySet());
    List<Map.Entry<Seat, Long>> own = List.copyOf(seen.entrySet());
    jdbc.update(
        WRITE,
        counted.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
        counted.stream().map(entry -> entry.getValue().seq()).toArray(Long[]::new),
        counted.stream().map(entry -> entry.getValue().at().toString()).toArray(String[]::new),
        own.stream().map(entry -> entry.getKey().conversation()).toArray(UUID[]::new),
        own.stream().map(entry -> entry.getKey().author()).toArray(UUID[]::new),
        own.stream().map(Map.Entry::getValue).toArray(Long[]::new),
        messages.stream().map(Message::id).toArray(UUID[]::new),
        messages.stream().map(Message::conversationId).toArray(UUID[]::new),
        messages.stream().map(Message::seq).toArray(Long[]::new),
        messages.stream().map(message -> message.author().id()).toArray(UUID[]::new),
        messages.stream().map(Message::role).toArray(String[]::new),
        messages.stream().map(Message::content).toArray(String[]::new),
        messages.stream().map(Message::replyToId).toArray(UUID[]::new),
        messages.stream().map(message -> message.metadata().toString()).toArray(String[]::new),
        messages.stream().map(PostStore::mentions).toArray(String[]::new),
        messages.stream().map(message -> message.createdAt().toString()).toArray(String[]::new),
        traceParents.stream().map(TraceParent::traceId).toArray(UUID[]::new));
  }

  private static String mentions(Message message) {
    return message.mentions().stream()
        .map(person -> person.id().toString())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
