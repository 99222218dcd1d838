package dev.parley.chat.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.event.MarkEvent.AnnotationRemoved;
import dev.parley.chat.event.MarkEvent.AnnotationWritten;
import dev.parley.chat.target.Target;
import dev.parley.chat.target.Target.OfConversation;
import dev.parley.chat.target.Target.OfMessage;
import dev.parley.chat.target.Target.Ref;
import dev.parley.chat.target.Target.Spot;
import dev.parley.chat.target.Targets;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes on conversations and messages. Who may post there writes them, once archived, too; their
 * author changes them; their author or the conversation's owner deletes them.
 */
@Service
class Annotations {

  private static final String USUAL_KIND = "note";

  private final AnnotationStore store;
  private final Targets targets;
  private final ChatEvents events;
  private final Ids ids;
  private final Clock clock;

  Annotations(AnnotationStore store, Targets targets, ChatEvents events, Ids ids, Clock clock) {
    this.store = store;
    this.targets = targets;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is {@code null} stays as it is, or begins empty. */
  record Note(
      @Nullable String kind,
      @Nullable String content,
      @Nullable Integer startOffset,
      @Nullable Integer endOffset,
      @Nullable JsonNode metadata) {}

  Listing<Annotation> list(Ref ref, boolean withMessages, ListRequest request, UUID reader) {
    return store.of(targets.readable(ref, reader), withMessages, request, reader);
  }

  Annotation get(UUID id, UUID reader) {
    return store.findForReader(id, reader).orElseThrow(Annotations::notFound);
  }

  @Transactional
  public Annotation add(Ref ref, @Nullable UUID wanted, Note note, UUID author) {
    Target target = targets.lockedForWriter(ref, author);
    requireOffsetsFit(note, target);
    if (note.content() == null && note.startOffset() == null) {
      throw invalid("/content", "is required, unless a part of the message is marked");
    }
    UUID id = wanted == null ? ids.next() : wanted;
    if (ids.mayBeThere()) {
      Optional<Annotation> made =
          store.findForReader(id, author).filter(n -> n.author().id().equals(author));
      if (made.isPresent()) {
        return made.get();
      }
    }
    Instant now = now();
    var annotation =
        new Annotation(
            id,
            target.conversationId(),
            target.messageId(),
            target.messageVersion(),
            store.author(author),
            Objects.requireNonNullElse(note.kind(), USUAL_KIND),
            Objects.requireNonNullElse(note.content(), ""),
            note.startOffset(),
            note.endOffset(),
            Objects.requireNonNullElse(note.metadata(), JsonNodeFactory.instance.objectNode()),
            now,
            now);
    try {
      store.insert(annotation);
    } catch (DuplicateKeyException _) {
      throw ProblemException.conflict("annotation.id_taken", "This id is taken. Choose another.");
    }
    tell(true, annotation, target);
    return annotation;
  }

  @Transactional
  public Annotation update(UUID id, Note note, IfMatch seen, UUID by) {
    Target target = targets.locked(ref(get(id, by)), by);
    Annotation before = get(id, by);
    if (!before.author().id().equals(by)) {
      throw ProblemException.forbidden(
          "annotation.author_only", "Only its author changes an annotation.");
    }
    Targets.requireWriter(target);
    seen.require(before);
    requireOffsetsFit(note, target);
    boolean moved = note.startOffset() != null;
    var after =
        new Annotation(
            id,
            before.conversationId(),
            before.messageId(),
            moved ? target.messageVersion() : before.messageVersion(),
            before.author(),
            Objects.requireNonNullElse(note.kind(), before.kind()),
            Objects.requireNonNullElse(note.content(), before.content()),
            moved ? note.startOffset() : before.startOffset(),
            moved ? note.endOffset() : before.endOffset(),
            Objects.requireNonNullElse(note.metadata(), before.metadata()),
            before.createdAt(),
            now());
    store.update(after);
    tell(false, after, target);
    return after;
  }

  @Transactional
  public void delete(UUID id, IfMatch seen, UUID by) {
    Target target = targets.locked(ref(get(id, by)), by);
    Annotation annotation = get(id, by);
    if (!annotation.author().id().equals(by) && !target.ownerId().equals(by)) {
      throw ProblemException.forbidden(
          "annotation.author_only",
          "Its author deletes an annotation, or the conversation's owner.");
    }
    seen.require(annotation);
    store.delete(id);
    events.ofChat(
        new AnnotationRemoved(
            id,
            target.conversationId(),
            target.messageId(),
            target.seq(),
            target.projectId(),
            target.visibility(),
            by,
            now()));
  }

  private static Ref ref(Annotation annotation) {
    UUID message = annotation.messageId();
    return message == null
        ? new OfConversation(annotation.conversationId())
        : new OfMessage(message);
  }

  private static void requireOffsetsFit(Note note, Target target) {
    Integer start = note.startOffset();
    Integer end = note.endOffset();
    if (start == null && end == null) {
      return;
    }
    Spot message = target.message();
    if (message == null) {
      throw invalid(start == null ? "/end_offset" : "/start_offset", "is for messages only");
    }
    if (start == null || end == null) {
      throw invalid(start == null ? "/start_offset" : "/end_offset", "is required with the other");
    }
    if (start >= end || end > message.content().length()) {
      throw invalid(
          "/end_offset",
          "must be after start_offset and not beyond the message's %d characters"
              .formatted(message.content().length()));
    }
  }

  private void tell(boolean added, Annotation annotation, Target target) {
    events.ofChat(
        new AnnotationWritten(
            added,
            annotation.id(),
            annotation.conversationId(),
            annotation.messageId(),
            target.seq(),
            annotation.messageVersion(),
            target.projectId(),
            target.visibility(),
            annotation.author(),
            annotation.kind(),
            annotation.content(),
            annotation.startOffset(),
            annotation.endOffset(),
            annotation.metadata(),
            annotation.createdAt(),
            annotation.updatedAt()));
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.badRequest(
        "request.invalid", "The annotation cannot be kept.", new FieldError(pointer, detail));
  }

  private static ProblemException notFound() {
    return ProblemException.notFound(
        "annotation.not_found", "There is no such annotation among those you may read.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
