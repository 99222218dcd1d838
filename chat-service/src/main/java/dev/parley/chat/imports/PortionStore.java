package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.conversation.ImportedConversations.Known;
import dev.parley.chat.message.ImportedMessages;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** The records of a job and their messages, as the job works through them. */
@Repository
class PortionStore {

  private static final String DIFFERS =
      "was imported before with other content, which stays as it is";
  private static final String SAME = "was imported before";

  private final JdbcOperations jdbc;
  private final ObjectMapper json;

  PortionStore(JdbcOperations jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  static UUID conversation(Portion portion) {
    return Objects.requireNonNull(portion.conversation(), "it has begun");
  }

  /** Those not decided yet, whole. */
  List<Portion> next(UUID job, int fromPosition, int limit) {
    return jdbc.query(
        """
        SELECT position, external_id, title, metadata, tags, created_at, updated_at,
          encode(digest, 'hex') AS digest, messages, messages_done, conversation_id
        FROM import_record
        WHERE import_id = ? AND position >= ? AND verdict IS NULL
        ORDER BY position LIMIT ?
        """,
        PortionStore::portion,
        job,
        fromPosition,
        limit);
  }

  private static Portion portion(ResultSet row, int number) throws SQLException {
    return new Portion(
        row.getInt("position"),
        row.getString("external_id"),
        row.getString("title"),
        row.getString("metadata"),
        texts(row.getArray("tags")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getString("digest"),
        row.getInt("messages"),
        row.getObject("conversation_id", UUID.class),
        row.getInt("messages_done"),
        row.getInt("messages"));
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  List<ImportedMessages.Draft> messages(UUID job, List<Portion> portions) {
    if (portions.isEmpty()) {
      return List.of();
    }
    Map<Integer, Portion> byPosition =
        portions.stream().collect(Collectors.toMap(Portion::position, Function.identity()));
    return jdbc.query(
        """
        SELECT m.position, m.n, m.role, m.content, m.metadata, m.created_at
        FROM unnest(?::int[], ?::int[], ?::int[]) AS wanted (position, after, upto)
        JOIN import_message m ON m.import_id = ? AND m.position = wanted.position
          AND m.n > wanted.after AND m.n <= wanted.upto
        ORDER BY m.position, m.n
        """,
        (row, number) -> draft(row, Objects.requireNonNull(byPosition.get(row.getInt(1)))),
        integers(portions, Portion::position),
        integers(portions, Portion::from),
        integers(portions, Portion::to),
        job);
  }

  private ImportedMessages.Draft draft(ResultSet row, Portion portion) throws SQLException {
    Timestamp at = row.getTimestamp("created_at");
    return new ImportedMessages.Draft(
        conversation(portion),
        row.getInt("n"),
        row.getString("role"),
        row.getString("content"),
        metadata(row.getString("metadata")),
        at == null ? portion.createdAt() : at.toInstant());
  }

  private JsonNode metadata(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("was written by us", e);
    }
  }

  /** Their messages are in now. */
  void consumed(UUID job, List<Portion> portions) {
    if (portions.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        DELETE FROM import_message m
        USING unnest(?::int[], ?::int[]) AS taken (position, upto)
        WHERE m.import_id = ? AND m.position = taken.position AND m.n <= taken.upto
        """,
        integers(portions, Portion::position),
        integers(portions, Portion::to),
        job);
    jdbc.update(
        """
        UPDATE import_record r SET messages_done = taken.upto, conversation_id = taken.id
        FROM unnest(?::int[], ?::int[], ?::uuid[]) AS taken (position, upto, id)
        WHERE r.import_id = ? AND r.position = taken.position
        """,
        integers(portions, Portion::position),
        integers(portions, Portion::to),
        portions.stream().map(PortionStore::conversation).toArray(UUID[]::new),
        job);
  }

  /** Their messages are not wanted. */
  void dropped(UUID job, List<Portion> portions) {
    jdbc.update(
        "DELETE FROM import_message WHERE import_id = ? AND position = ANY (?)",
        job,
        integers(portions, Portion::position));
  }

  void decide(UUID job, List<Portion> portions, String verdict, Map<String, Known> known) {
    if (portions.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        UPDATE import_record r SET verdict = ?, note = decided.note,
          conversation_id = coalesce(decided.id, r.conversation_id)
        FROM unnest(?::int[], ?::text[], ?::uuid[]) AS decided (position, note, id)
        WHERE r.import_id = ? AND r.position = decided.position
        """,
        verdict,
        integers(portions, Portion::position),
        portions.stream().map(p -> note(p, known.get(p.externalId()))).toArray(String[]::new),
        portions.stream().map(p -> id(known.get(p.externalId()))).toArray(UUID[]::new),
        job);
  }

  void brokenOff(UUID job, Portion half) {
    jdbc.update(
        "UPDATE import_record SET verdict = 'failed', pointer = ?, detail = ?"
            + " WHERE import_id = ? AND position = ?",
        "/items/%d/messages/%d".formatted(half.position(), half.from()),
        "the import broke off here; what comes before is in",
        job,
        half.position());
    jdbc.update("UPDATE import_job SET failed = failed + 1 WHERE id = ?", job);
  }

  private static @Nullable String note(Portion portion, @Nullable Known known) {
    return known == null ? null : known.digest().equals(portion.digest()) ? SAME : DIFFERS;
  }

  private static @Nullable UUID id(@Nullable Known known) {
    return known == null ? null : known.id();
  }

  private static Integer[] integers(List<Portion> portions, Function<Portion, Integer> value) {
    return portions.stream().map(value).toArray(Integer[]::new);
  }
}
