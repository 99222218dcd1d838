package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.event.ChatEvent.MessagePosted;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.event.ChatEvents.Caused;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages of conversations that come from elsewhere, which nobody is in yet: their numbers are
 * given, and their texts name nobody here, whoever is called the same.
 */
@Service
public class ImportedMessages {

  private static final String VISIBILITY = "private";

  private final PostStore store;
  private final MessageStore messages;
  private final ChatEvents events;

  ImportedMessages(PostStore store, MessageStore messages, ChatEvents events) {
    this.store = store;
    this.messages = messages;
    this.events = events;
  }

  /** One that is to be, checked. */
  public record Draft(
      UUID conversation,
      long seq,
      String role,
      String content,
      JsonNode metadata,
      Instant createdAt) {

    @Override
    public String toString() {
      return "Draft[%s/%d, %d characters]".formatted(conversation, seq, content.length());
    }
  }

  /** By a handful of statements, of any number of conversations, each in its order. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void insert(UUID owner, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    Author author = messages.author(owner);
    List<Message> all = drafts.stream().map(draft -> message(draft, author)).toList();
    Map<UUID, PostStore.Last> last = new HashMap<>();
    // in their order: the last one stays
    all.forEach(m -> last.put(m.conversationId(), new PostStore.Last(m.seq(), m.createdAt())));
    String traceParent = events.traceParent("chat.message.posted.v1");
    store.write(last, Map.of(), all, Collections.nCopies(all.size(), traceParent));
    events.ofChat(all.stream().map(message -> new Caused(posted(message), traceParent)).toList());
  }

  private static Message message(Draft draft, Author author) {
    return new Message(
        UuidCreator.getTimeOrderedEpoch(),
        draft.conversation(),
        draft.seq(),
        author,
        draft.role(),
        draft.content(),
        null,
        draft.metadata(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        1,
        draft.createdAt(),
        null,
        null);
  }

  private static MessagePosted posted(Message message) {
    return new MessagePosted(
        message.id(),
        message.conversationId(),
        message.seq(),
        null,
        VISIBILITY,
        message.author(),
        message.role(),
        message.content(),
        null,
        List.of(),
        List.of(),
        message.metadata(),
        message.createdAt(),
        true);
  }
}
