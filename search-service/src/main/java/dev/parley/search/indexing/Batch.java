package dev.parley.search.indexing;

import dev.parley.search.access.Memberships;
import dev.parley.search.indexing.ChatEvent.Annotated;
import dev.parley.search.indexing.ChatEvent.AnnotationRemoved;
import dev.parley.search.indexing.ChatEvent.ConversationChanged;
import dev.parley.search.indexing.ChatEvent.MessageChanged;
import dev.parley.search.indexing.ChatEvent.MessageDeleted;
import dev.parley.search.indexing.ChatEvent.ProjectRenamed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events gathered by what they change. Gathering keeps the order that matters: each row is decided
 * by events of one partition, and of those the last one wins.
 */
final class Batch {
  private final Map<UUID, ConversationChanged> changed = new LinkedHashMap<>();
  private final Map<UUID, ProjectRenamed> projects = new LinkedHashMap<>();
  private final List<Memberships.Step> members = new ArrayList<>();
  private final List<Memberships.Step> projectMembers = new ArrayList<>();
  private final Map<UUID, MessageChanged> messages = new LinkedHashMap<>();
  private final Map<UUID, MessageDeleted> deleted = new LinkedHashMap<>();
  private final Map<UUID, Annotated> annotated = new LinkedHashMap<>();
  private final Map<UUID, AnnotationRemoved> unannotated = new LinkedHashMap<>();
  private final Map<List<Object>, Tags.Step> messageTags = new LinkedHashMap<>();
  private final Map<List<Object>, Tags.Step> conversationTags = new LinkedHashMap<>();
  private final Marks marks = new Marks();
  private final Set<UUID> conversations = new HashSet<>();
  private final Set<UUID> touched = new HashSet<>();
  private final Set<UUID> messagesToRefresh = new HashSet<>();
  private final Set<UUID> conversationsToRefresh = new HashSet<>();

  private Batch() {}

  static Batch of(List<ChatEvent> events) {
    Batch batch = new Batch();
    events.forEach(batch::add);
    return batch;
  }

  private void add(ChatEvent event) {
    switch (event) {
      case ConversationChanged e -> {
        changed.merge(e.id(), e, (a, b) -> b.updatedAt().isBefore(a.updatedAt()) ? a : b);
        conversations.add(e.id());
        touched.add(e.id());
        conversationsToRefresh.add(e.id());
      }
      case ProjectRenamed e -> projects.put(e.id(), e);
      case ChatEvent.MemberAdded e -> {
        members.add(new Memberships.Step(e.userId(), e.conversationId(), true));
        marks.begin(e.userId(), e.conversationId());
        conversations.add(e.conversationId());
        touched.add(e.conversationId());
      }
      case ChatEvent.MemberRemoved e -> {
        members.add(new Memberships.Step(e.userId(), e.conversationId(), false));
        touched.add(e.conversationId());
      }
      case ChatEvent.ReadAdvanced e -> {
        marks.advance(e.userId(), e.conversationId(), e.lastReadSeq());
        conversations.add(e.conversationId());
      }
      case ChatEvent.ProjectMemberAdded e ->
          projectMembers.add(new Memberships.Step(e.userId(), e.projectId(), true));
      case ChatEvent.ProjectMemberRemoved e ->
          projectMembers.add(new Memberships.Step(e.userId(), e.projectId(), false));
      case MessageChanged e -> addMessage(e);
      case MessageDeleted e -> {
        deleted.put(e.id(), e);
        touched.add(e.conversationId());
      }
      case ChatEvent.TagAdded e -> addTag(e.conversationId(), e.messageId(), e.tag(), true);
      case ChatEvent.TagRemoved e -> addTag(e.conversationId(), e.messageId(), e.tag(), false);
      case Annotated e -> {
        unannotated.remove(e.id());
        annotated.put(e.id(), e);
        refresh(e.conversationId(), e.messageId());
      }
      case AnnotationRemoved e -> {
        annotated.remove(e.id());
        unannotated.put(e.id(), e);
        refresh(e.conversationId(), e.messageId());
      }
    }
  }

  private void addMessage(MessageChanged e) {
    messages.merge(e.id(), e, (a, b) -> version(b) < version(a) ? a : b);
    conversations.add(e.conversationId());
    touched.add(e.conversationId());
    marks.said(e.conversationId(), e.seq());
    if (e.isSaidNow()) {
      marks.advance(e.author().id(), e.conversationId(), e.seq());
    }
    // one that is new has no tags and annotations yet
    if (!e.isNew()) {
      messagesToRefresh.add(e.id());
    }
  }

  private static int version(MessageChanged message) {
    return Objects.requireNonNullElse(message.version(), 1);
  }

  private void addTag(UUID conversation, @Nullable UUID message, String tag, boolean on) {
    UUID subject = Annotations.subject(conversation, message);
    var steps = message == null ? conversationTags : messageTags;
    Tags.Step step = new Tags.Step(subject, tag, on);
    steps.put(List.of(subject, step.tag()), step);
    refresh(conversation, message);
  }

  private void refresh(UUID conversation, @Nullable UUID message) {
    conversations.add(conversation);
    touched.add(conversation);
    if (message == null) {
      conversationsToRefresh.add(conversation);
    } else {
      messagesToRefresh.add(message);
    }
  }

  Map<UUID, ConversationChanged> changed() {
    return changed;
  }

  Map<UUID, ProjectRenamed> projects() {
    return projects;
  }

  List<Memberships.Step> members() {
    return members;
  }

  List<Memberships.Step> projectMembers() {
    return projectMembers;
  }

  Marks marks() {
    return marks;
  }

  Map<UUID, MessageChanged> messages() {
    return messages;
  }

  Collection<MessageDeleted> deleted() {
    return deleted.values();
  }

  Map<UUID, Annotated> annotated() {
    return annotated;
  }

  Collection<AnnotationRemoved> unannotated() {
    return unannotated.values();
  }

  Collection<Tags.Step> messageTags() {
    return messageTags.values();
  }

  Collection<Tags.Step> conversationTags() {
    return conversationTags.values();
  }

  /** All that were heard of. */
  Set<UUID> conversations() {
    return conversations;
  }

  /** Those in which anything has happened but that somebody read on. */
  Set<UUID> touched() {
    return touched;
  }

  Set<UUID> messagesToRefresh() {
    return messagesToRefresh;
  }

  Set<UUID> conversationsToRefresh() {
    return conversationsToRefresh;
  }
}
