package dev.parley.chat.message;

import dev.parley.chat.conversation.Conversations;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Why a post was not taken, in words. */
@Component
class PostRefusals {

  private final MessageStore store;

  PostRefusals(MessageStore store) {
    this.store = store;
  }

  /** Nothing of what somebody may not even read is said to be there. */
  ProblemException refused(UUID conversation, UUID author) {
    return store.mayRead(conversation, author)
        ? ProblemException.forbidden(
            "conversation.read_only",
            "You may read this conversation, but not post: it is archived, or you are no member.")
        : Conversations.notFound();
  }

  static ProblemException idTaken(FieldError... where) {
    return ProblemException.conflict(
        "message.id_taken", "This id belongs to another message. Choose another.", where);
  }

  static ProblemException nothingToAnswer(FieldError... where) {
    return ProblemException.badRequest(
        "request.invalid", "A message answers one of its own conversation.", where);
  }

  static FieldError nothingToAnswerAt(String pointer) {
    return new FieldError(pointer, "is no message of this conversation");
  }
}
