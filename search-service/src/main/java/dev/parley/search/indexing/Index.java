package dev.parley.search.indexing;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.search.access.Memberships;
import dev.parley.search.access.Memberships.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Applies events to the tables within the caller's transaction. They are gathered by kind first, so
 * that a batch costs a handful of statements however long it is. Gathering keeps the order that
 * matters: each row is decided by events of one partition, and of those the last one wins.
 */
@Component
class Index {
  private final ChatEventReader reader;
  private final Memberships memberships;
  private final ConversationRows conversations;
  private final MessageRows messages;
  private final Progress progress;
  private final Counter indexed;
  private final Counter skipped;

  Index(
      ChatEventReader reader,
      Memberships memberships,
      ConversationRows conversations,
      MessageRows messages,
      Progress progress,
      MeterRegistry meters) {
    this.reader = reader;
    this.memberships = memberships;
    this.conversations = conversations;
    this.messages = messages;
    this.progress = progress;
    indexed = meters.counter("search.events", "outcome", "indexed");
    skipped = meters.counter("search.events", "outcome", "unknown_type");
  }

  /**
   * @param partitions where the events came from, by partition key
   */
  void apply(List<EventEnvelope> events, Map<String, Integer> partitions) {
    List<ChatEvent> known = events.stream().flatMap(event -> reader.read(event).stream()).toList();
    write(known);
    progress.advance(events, partitions);
    indexed.increment(known.size());
    skipped.increment(events.size() - known.size());
  }

  private void write(List<ChatEvent> events) {
    Map<UUID, ChatEvent.ConversationChanged> changed = new LinkedHashMap<>();
    List<Step> members = new ArrayList<>();
    List<Step> projectMembers = new ArrayList<>();
    List<ChatEvent.MessagePosted> posted = new ArrayList<>();
    Map<UUID, ChatEvent.MessageEdited> edited = new LinkedHashMap<>();
    List<UUID> deleted = new ArrayList<>();
    for (ChatEvent event : events) {
      switch (event) {
        case ChatEvent.ConversationChanged e -> changed.put(e.id(), e);
        case ChatEvent.MemberAdded e -> members.add(new Step(e.userId(), e.conversationId(), true));
        case ChatEvent.MemberRemoved e ->
            members.add(new Step(e.userId(), e.conversationId(), false));
        case ChatEvent.ProjectMemberAdded e ->
            projectMembers.add(new Step(e.userId(), e.projectId(), true));
        case ChatEvent.ProjectMemberRemoved e ->
            projectMembers.add(new Step(e.userId(), e.projectId(), false));
        case ChatEvent.MessagePosted e -> posted.add(e);
        case ChatEvent.MessageEdited e -> edited.put(e.id(), e);
        case ChatEvent.MessageDeleted e -> deleted.add(e.id());
      }
    }
    conversations.put(changed.values());
    memberships.ofConversations(members);
    memberships.ofProjects(projectMembers);
    // a message is posted before it is edited, and not edited once it is deleted
    messages.add(posted);
    messages.edit(edited.values());
    messages.remove(deleted);
  }
}
