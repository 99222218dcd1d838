package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.chat.conversation.Conversations;
import dev.parley.chat.event.ChatEvent.MessagePosted;
import dev.parley.chat.event.ChatEvents;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Posts a message: number, message and event commit together or not at all. A client that does not
 * know whether its post arrived sends it again with the same id and gets the first answer.
 */
@Service
class PostMessage {

  private final MessageStore store;
  private final ChatEvents events;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PostMessage(
      MessageStore store, ChatEvents events, TransactionTemplate transactions, Clock clock) {
    this.store = store;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  record Post(
      @Nullable UUID id,
      String content,
      String role,
      @Nullable UUID replyToId,
      @Nullable JsonNode metadata) {}

  Message post(UUID conversation, Post post, UUID author) {
    UUID id = post.id();
    if (id != null) {
      Optional<Message> earlier = earlier(id, conversation, author);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    try {
      return Objects.requireNonNull(
          transactions.execute(status -> posted(conversation, post, author)));
    } catch (DuplicateKeyException e) {
      // the same id at the same moment: the other one was first, and the number it took is ours too
      if (id == null) {
        throw e;
      }
      return earlier(id, conversation, author).orElseThrow(PostMessage::idTaken);
    }
  }

  private Message posted(UUID conversation, Post post, UUID author) {
    MessageStore.Place place =
        store.nextPlace(conversation, author).orElseThrow(() -> refusal(conversation, author));
    if (post.replyToId() != null && !store.isIn(conversation, post.replyToId())) {
      throw ProblemException.badRequest(
          "request.invalid",
          "A message answers one of its own conversation.",
          new FieldError("/reply_to_id", "is no message of this conversation"));
    }
    var message =
        new Message(
            post.id() == null ? UuidCreator.getTimeOrderedEpoch() : post.id(),
            conversation,
            place.seq(),
            store.author(author),
            post.role(),
            post.content(),
            post.replyToId(),
            post.metadata() == null ? JsonNodeFactory.instance.objectNode() : post.metadata(),
            store.accounts(Mentions.in(post.content())),
            List.of(),
            1,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null,
            null);
    store.insert(message);
    events.ofChat(
        new MessagePosted(
            message.id(),
            conversation,
            message.seq(),
            place.projectId(),
            place.visibility(),
            message.author(),
            message.role(),
            message.content(),
            message.replyToId(),
            message.mentions(),
            message.metadata(),
            message.createdAt()));
    return message;
  }

  private ProblemException refusal(UUID conversation, UUID author) {
    return store.mayRead(conversation, author)
        ? ProblemException.forbidden(
            "conversation.read_only",
            "You may read this conversation, but not post: it is archived, or you are no member.")
        : Conversations.notFound();
  }

  private Optional<Message> earlier(UUID id, UUID conversation, UUID author) {
    return store
        .find(id, author)
        .map(
            message -> {
              if (!message.conversationId().equals(conversation)
                  || !message.author().id().equals(author)) {
                throw idTaken();
              }
              return message;
            });
  }

  private static ProblemException idTaken() {
    return ProblemException.conflict(
        "message.id_taken", "This id belongs to another message. Choose another.");
  }
}
