package dev.parley.search.indexing;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.search.access.AccessChanges;
import dev.parley.search.access.Memberships;
import dev.parley.search.access.ReadMarkers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Applies events to the tables within the caller's transaction, a handful of statements however
 * many they are.
 */
@Component
class Index {
  private final ChatEventReader reader;
  private final Positions positions;
  private final Memberships memberships;
  private final AccessChanges access;
  private final ReadMarkers markers;
  private final ConversationRows conversations;
  private final MessageRows messages;
  private final Authors authors;
  private final Annotations annotations;
  private final Tags tags;
  private final Subjects subjects;
  private final Projects projects;
  private final Progress progress;
  private final JdbcClient jdbc;
  private final Counter indexed;
  private final Counter skipped;

  Index(
      ChatEventReader reader,
      Positions positions,
      Memberships memberships,
      AccessChanges access,
      ReadMarkers markers,
      ConversationRows conversations,
      MessageRows messages,
      Authors authors,
      Annotations annotations,
      Tags tags,
      Subjects subjects,
      Projects projects,
      Progress progress,
      JdbcClient jdbc,
      MeterRegistry meters) {
    this.reader = reader;
    this.positions = positions;
    this.memberships = memberships;
    this.access = access;
    this.markers = markers;
    this.conversations = conversations;
    this.messages = messages;
    this.authors = authors;
    this.annotations = annotations;
    this.tags = tags;
    this.subjects = subjects;
    this.projects = projects;
    this.progress = progress;
    this.jdbc = jdbc;
    indexed = meters.counter("search.events", "outcome", "indexed");
    skipped = meters.counter("search.events", "outcome", "unknown_type");
  }

  /**
   * @param partitions where the events came from, by partition key
   */
  void apply(List<EventEnvelope> events, Map<String, Integer> partitions) {
    List<ChatEvent> known = events.stream().flatMap(event -> reader.read(event).stream()).toList();
    if (!known.isEmpty()) {
      write(Batch.of(known), positions.next());
    }
    progress.advance(events, partitions);
    indexed.increment(known.size());
    skipped.increment(events.size() - known.size());
  }

  /**
   * @param position taken in this transaction
   */
  void write(Batch batch, long position) {
    Vocabulary vocabulary = new Vocabulary();
    conversations.ensure(batch.conversations());
    var before = conversations.known(batch.changed().keySet());
    conversations.put(batch.changed().values(), position);
    var moved = Moves.between(before, batch.changed());
    memberships.ofConversations(batch.members());
    memberships.ofProjects(batch.projectMembers());
    access.note(moved.scopes(batch), position);
    markers.begin(batch.marks().begun());
    markers.advance(batch.marks().advanced());
    projects.put(batch.projects().values());
    authors.put(batch.messages().values());

    // a message is posted before anything else happens to it, and nothing does once it is deleted
    messages.put(batch.messages().values(), vocabulary, position);
    messages.bury(batch.deleted(), position);
    messages.touchAllOf(moved.conversations(), position);
    annotations.put(batch.annotated().values());
    annotations.remove(batch.unannotated());
    tags.ofMessages(batch.messageTags());
    tags.ofConversations(batch.conversationTags());
    subjects.refreshMessages(batch.messagesToRefresh(), vocabulary, position);
    subjects.refreshConversations(batch.conversationsToRefresh(), vocabulary, position);
    conversations.touch(batch.touched(), position);
    conversations.touchAllOf(batch.projects().keySet(), position);
    vocabulary.write(jdbc);
  }
}
