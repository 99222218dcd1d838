package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.event.ChatEvent.MessageDeleted;
import dev.parley.chat.event.ChatEvent.MessageEdited;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.file.Attachments;
import dev.parley.chat.setting.Settings;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What may still happen to a message. Its author edits it; its author or the owner deletes it. */
@Service
class MessageChanges {

  private final MessageStore store;
  private final RecentMessages recent;
  private final Attachments attachments;
  private final Standings standings;
  private final ChatEvents events;
  private final Settings settings;
  private final Clock clock;

  MessageChanges(
      MessageStore store,
      RecentMessages recent,
      Attachments attachments,
      Standings standings,
      ChatEvents events,
      Settings settings,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.recent = recent;
    this.attachments = attachments;
    this.standings = standings;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param content {@code null}: as it is
   * @param metadata {@code null}: as it is
   * @param seen the version that the editor has seen; {@code null}: whichever there is
   */
  record Edit(@Nullable String content, @Nullable JsonNode metadata, @Nullable Integer seen) {}

  Message get(UUID id, UUID reader) {
    return store.findForReader(id, reader).orElseThrow(MessageChanges::notFound);
  }

  @Transactional
  public Message edit(UUID id, Edit edit, IfMatch seen, UUID editor) {
    Standing standing = locked(id, editor);
    Message before = notDeleted(id, editor);
    if (!before.author().id().equals(editor)) {
      throw ProblemException.forbidden("message.author_only", "Only its author edits a message.");
    }
    seen.require(before);
    requireWritable(standing);
    requireInTime(before);
    if (edit.seen() != null && edit.seen() != before.version()) {
      throw ProblemException.of(
          HttpStatus.PRECONDITION_FAILED,
          "message.changed_meanwhile",
          "The message has changed since: it is at version " + before.version() + " now.");
    }
    Message after = edited(before, edit);
    if (after.content().equals(before.content()) && after.metadata().equals(before.metadata())) {
      return before;
    }
    History.requireRoom(before);
    store.replace(before, after);
    recent.changed(standing.conversationId());
    events.ofChat(
        new MessageEdited(
            id,
            standing.conversationId(),
            after.seq(),
            standing.projectId(),
            standing.visibility(),
            after.author(),
            after.role(),
            after.content(),
            after.mentions(),
            after.filesOfEvents(),
            after.metadata(),
            after.version(),
            after.createdAt(),
            after.editedAt()));
    return after;
  }

  private void requireInTime(Message message) {
    Duration window = settings.editWindow();
    if (!window.isZero() && now().isAfter(message.createdAt().plus(window))) {
      throw ProblemException.forbidden(
          "message.edit_window_over",
          "Messages may be edited for %d seconds after they were posted."
              .formatted(window.toSeconds()));
    }
  }

  private Message edited(Message before, Edit edit) {
    String content = edit.content() == null ? before.content() : edit.content();
    return new Message(
        before.id(),
        before.conversationId(),
        before.seq(),
        before.author(),
        before.role(),
        content,
        before.replyToId(),
        edit.metadata() == null ? before.metadata() : edit.metadata(),
        before.tags(),
        store.accounts(Mentions.in(content)),
        before.reactions(),
        before.files(),
        before.version() + 1,
        before.createdAt(),
        now(),
        null);
  }

  /** Once more changes nothing. An archived conversation may be cleaned up, too. */
  @Transactional
  public void delete(UUID id, IfMatch seen, UUID by) {
    Standing standing = locked(id, by);
    Message message = store.find(id, by).orElseThrow(MessageChanges::notFound);
    if (!message.author().id().equals(by) && !standing.ownerId().equals(by)) {
      throw ProblemException.forbidden(
          "message.author_only", "Its author deletes a message, or the conversation's owner.");
    }
    if (message.deletedAt() != null) {
      return;
    }
    seen.require(message);
    Instant now = now();
    store.wipe(id, now);
    attachments.removeOf(id);
    recent.changed(standing.conversationId());
    events.ofChat(
        new MessageDeleted(
            id,
            standing.conversationId(),
            message.seq(),
            standing.projectId(),
            standing.visibility(),
            by,
            now));
  }

  Standing locked(UUID id, UUID caller) {
    return standings.lockForReader(id, caller).orElseThrow(MessageChanges::notFound);
  }

  Message notDeleted(UUID id, UUID caller) {
    Message message = store.find(id, caller).orElseThrow(MessageChanges::notFound);
    if (message.deletedAt() != null) {
      throw ProblemException.conflict("message.deleted", "This message was deleted.");
    }
    return message;
  }

  static void requireWritable(Standing standing) {
    if (!standing.writable()) {
      throw ProblemException.forbidden(
          "conversation.read_only",
          "You may read this conversation, but not post: it is archived, or you are no member.");
    }
  }

  static ProblemException notFound() {
    return ProblemException.notFound(
        "message.not_found", "There is no such message among those you may read.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
