package dev.parley.chat.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.chat.event.ChatEvent.ConversationCreated;
import dev.parley.chat.event.ChatEvent.MemberAdded;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.event.MarkEvent.TagChanged;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Private conversations that come from elsewhere, many by one statement. Nobody is a member of one
 * before it is complete, so nobody reads half of it or posts in between.
 */
@Service
public class ImportedConversations {

  private static final String PRIVATE = Visibility.PRIVATE.wireName();

  private final JdbcOperations jdbc;
  private final ChatEvents events;
  private final ConversationCaches caches;
  private final ObjectMapper json;

  ImportedConversations(
      JdbcOperations jdbc, ChatEvents events, ConversationCaches caches, ObjectMapper json) {
    this.jdbc = jdbc;
    this.caches = caches;
    this.events = events;
    this.json = json;
  }

  /**
   * One that is to be.
   *
   * @param externalId its name where it comes from: once for each owner and source
   * @param metadata JSON that has been checked
   * @param digest of what was given, to tell later whether the same is given again
   */
  public record Arrival(
      String externalId,
      String title,
      String metadata,
      List<String> tags,
      Instant createdAt,
      Instant updatedAt,
      String digest) {}

  /** One that is there. */
  public record Known(UUID id, String digest) {}

  /** Returns ids by external id, of those only that are new. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, UUID> begin(UUID owner, String source, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return Map.of();
    }
    Map<String, UUID> begun = new HashMap<>();
    jdbc.query(
        """
        INSERT INTO conversation (id, owner_id, visibility, source, external_id, title, metadata,
          created_at, updated_at, external_digest)
        SELECT id, ?, 'private', ?, external_id, title, metadata::jsonb, created_at, updated_at,
          decode(digest, 'hex')
        FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
          ?::timestamptz[], ?::text[]) WITH ORDINALITY
          AS arrival (id, external_id, title, metadata, created_at, updated_at, digest, n)
        -- two imports of the same meet in the same order
        ORDER BY external_id, n
        ON CONFLICT (owner_id, source, external_id) WHERE external_id IS NOT NULL DO NOTHING
        RETURNING external_id, id
        """,
        row -> {
          begun.put(row.getString(1), Objects.requireNonNull(row.getObject(2, UUID.class)));
        },
        owner,
        source,
        arrivals.stream().map(_ -> UuidCreator.getTimeOrderedEpoch()).toArray(UUID[]::new),
        arrivals.stream().map(Arrival::externalId).toArray(String[]::new),
        arrivals.stream().map(Arrival::title).toArray(String[]::new),
        arrivals.stream().map(Arrival::metadata).toArray(String[]::new),
        arrivals.stream().map(a -> a.createdAt().toString()).toArray(String[]::new),
        arrivals.stream().map(a -> a.updatedAt().toString()).toArray(String[]::new),
        arrivals.stream().map(Arrival::digest).toArray(String[]::new));
    List<Arrival> fresh = firstOfEachName(arrivals, begun.keySet());
    events.allOfChat(fresh.stream().map(a -> created(begun, owner, source, a)).toList());
    addTags(begun, owner, fresh);
    return begun;
  }

  /** That one went in. */
  private static List<Arrival> firstOfEachName(List<Arrival> arrivals, Set<String> begun) {
    Set<String> seen = new HashSet<>();
    return arrivals.stream()
        .filter(arrival -> begun.contains(arrival.externalId()) && seen.add(arrival.externalId()))
        .toList();
  }

  private void addTags(Map<String, UUID> begun, UUID owner, List<Arrival> fresh) {
    List<TagChanged> tags =
        fresh.stream()
            .flatMap(
                arrival ->
                    arrival.tags().stream().map(tag -> tagged(id(begun, arrival), tag, owner)))
            .toList();
    if (tags.isEmpty()) {
      return;
    }
    jdbc.update(
        "INSERT INTO conversation_tag (conversation_id, tag)"
            + " SELECT id, tag FROM unnest(?::uuid[], ?::text[]) AS tagged (id, tag)",
        tags.stream().map(TagChanged::conversationId).toArray(UUID[]::new),
        tags.stream().map(TagChanged::tag).toArray(String[]::new));
    events.allOfChat(tags);
  }

  private static TagChanged tagged(UUID id, String tag, UUID owner) {
    return new TagChanged(true, id, null, null, null, PRIVATE, tag, owner);
  }

  private static UUID id(Map<String, UUID> begun, Arrival arrival) {
    return Objects.requireNonNull(begun.get(arrival.externalId()));
  }

  private ConversationCreated created(
      Map<String, UUID> begun, UUID owner, String source, Arrival arrival) {
    return new ConversationCreated(
        id(begun, arrival),
        arrival.title(),
        owner,
        null,
        PRIVATE,
        false,
        source,
        metadata(arrival.metadata()),
        arrival.createdAt(),
        arrival.updatedAt(),
        true);
  }

  public Map<String, Known> known(UUID owner, String source, Collection<String> externalIds) {
    Map<String, Known> known = new HashMap<>();
    jdbc.query(
        """
        SELECT external_id, id, encode(external_digest, 'hex') FROM conversation
        WHERE owner_id = ? AND source = ? AND external_id = ANY (?)
        """,
        row -> {
          known.put(
              row.getString(1),
              new Known(Objects.requireNonNull(row.getObject(2, UUID.class)), row.getString(3)));
        },
        owner,
        source,
        externalIds.toArray(String[]::new));
    return known;
  }

  /**
   * All messages are in: from now on it is the owner's, who has read it.
   *
   * @param lastWords when the last message of each was written
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void complete(UUID owner, Map<UUID, Instant> lastWords) {
    if (lastWords.isEmpty()) {
      return;
    }
    List<UUID> ids = lastWords.keySet().stream().sorted().toList();
    UUID[] array = ids.toArray(UUID[]::new);
    jdbc.update(
        """
        UPDATE conversation c SET updated_at = said.at
        FROM unnest(?::uuid[], ?::timestamptz[]) AS said (id, at) WHERE c.id = said.id
        """,
        array,
        ids.stream().map(id -> String.valueOf(lastWords.get(id))).toArray(String[]::new));
    jdbc.update(
        """
        INSERT INTO read_marker (conversation_id, user_id, seq)
        SELECT id, ?, last_seq FROM conversation WHERE id = ANY (?) ON CONFLICT DO NOTHING
        """,
        owner,
        array);
    jdbc.update(
        """
        INSERT INTO conversation_member (conversation_id, user_id, role)
        SELECT id, ?, 'owner' FROM unnest(?::uuid[]) AS complete (id)
        """,
        owner,
        array);
    ids.forEach(caches::changed);
    ids.forEach(id -> caches.readerChanged(id, owner));
    events.allOfChat(
        ids.stream().map(id -> new MemberAdded(id, owner, "owner", null, PRIVATE, true)).toList());
  }

  private JsonNode metadata(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("has been checked", e);
    }
  }
}
