package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.Annotated;
import dev.parley.search.indexing.ChatEvent.AnnotationRemoved;
import dev.parley.search.indexing.ChatEvent.MemberAdded;
import dev.parley.search.indexing.ChatEvent.MemberRemoved;
import dev.parley.search.indexing.ChatEvent.MessageChanged;
import dev.parley.search.indexing.ChatEvent.MessageDeleted;
import dev.parley.search.indexing.ChatEvent.TagAdded;
import dev.parley.search.indexing.ChatEvent.TagRemoved;
import dev.parley.search.indexing.KnownRows.Known;
import dev.parley.search.indexing.KnownRows.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events after which the tables say what their owner says. */
final class Differences {
  private final UUID conversation;
  private final List<ChatEvent> events = new ArrayList<>();

  private Differences(UUID conversation) {
    this.conversation = conversation;
  }

  /**
   * @param after what is told of messages begins behind it
   */
  static List<ChatEvent> between(Known known, Retold told, long after) {
    Differences differences = new Differences(told.conversation().id());
    if (after == 0) {
      differences.events.add(told.conversation());
      differences.members(known.members(), told.members());
    }
    differences.messages(known, told, after);
    differences.tags(known, told, after);
    differences.annotations(known, told, after);
    return differences.events;
  }

  /** All that is known goes. */
  static List<ChatEvent> toNothing(Known known, UUID conversation) {
    Differences differences = new Differences(conversation);
    differences.members(known.members(), List.of());
    known.messages().forEach(m -> differences.delete(m.id(), m.seq()));
    known.annotations().forEach(note -> differences.removeNote(note.id(), note.subjectId()));
    return differences.events;
  }

  private void members(List<UUID> known, List<UUID> told) {
    told.stream()
        .filter(user -> !known.contains(user))
        .forEach(user -> events.add(new MemberAdded(conversation, user)));
    known.stream()
        .filter(user -> !told.contains(user))
        .forEach(user -> events.add(new MemberRemoved(conversation, user)));
  }

  private void messages(Known known, Retold told, long after) {
    events.addAll(told.messages());
    events.addAll(told.deleted());
    Set<UUID> there = new HashSet<>();
    told.messages().stream().map(MessageChanged::id).forEach(there::add);
    told.deleted().stream().map(MessageDeleted::id).forEach(there::add);
    known.messages().stream()
        .filter(message -> isTold(message.seq(), told, after) && !there.contains(message.id()))
        .forEach(message -> delete(message.id(), message.seq()));
  }

  private void delete(UUID id, long seq) {
    events.add(new MessageDeleted(id, conversation, seq));
  }

  private void tags(Known known, Retold told, long after) {
    record Given(UUID subject, String tag) {}
    Set<Given> given = new HashSet<>();
    told.messageTags().forEach(t -> given.add(new Given(t.messageId(), t.tag())));
    if (after == 0) {
      told.tags().forEach(tag -> given.add(new Given(conversation, tag)));
    }
    for (Tag tag : known.tags()) {
      boolean concerned = tag.seq() == 0 ? after == 0 : isTold(tag.seq(), told, after);
      if (concerned && !given.contains(new Given(tag.subjectId(), tag.tag()))) {
        events.add(new TagRemoved(conversation, message(tag.subjectId()), tag.tag()));
      }
    }
    given.forEach(g -> events.add(new TagAdded(conversation, message(g.subject()), g.tag())));
  }

  private void annotations(Known known, Retold told, long after) {
    Set<UUID> there = new HashSet<>();
    told.annotations().stream().map(Annotated::id).forEach(there::add);
    known.annotations().stream()
        .filter(note -> note.seq() == 0 ? after == 0 : isTold(note.seq(), told, after))
        .filter(note -> !there.contains(note.id()))
        .forEach(note -> removeNote(note.id(), note.subjectId()));
    events.addAll(told.annotations());
  }

  private void removeNote(UUID id, UUID subject) {
    events.add(new AnnotationRemoved(id, conversation, message(subject)));
  }

  private @Nullable UUID message(UUID subject) {
    return subject.equals(conversation) ? null : subject;
  }

  /** Beyond the last page there is nothing. */
  private static boolean isTold(long seq, Retold told, long after) {
    return seq > after && (seq <= told.upTo() || !told.hasNext());
  }
}
