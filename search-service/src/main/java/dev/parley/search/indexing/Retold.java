package dev.parley.search.indexing;

import static java.util.Objects.requireNonNull;

import dev.parley.search.indexing.ChatEvent.Annotated;
import dev.parley.search.indexing.ChatEvent.ConversationChanged;
import dev.parley.search.indexing.ChatEvent.MessageChanged;
import dev.parley.search.indexing.ChatEvent.MessageDeleted;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as its owner has it, in the form of its events, a page of its messages at a time.
 *
 * @param messageTags of the page's messages
 * @param annotations of the page's messages; with the first page, of the conversation as well
 * @param upTo the number of the page's last message
 */
public record Retold(
    ConversationChanged conversation,
    List<UUID> members,
    List<String> tags,
    List<MessageChanged> messages,
    List<MessageDeleted> deleted,
    List<MessageTag> messageTags,
    List<Annotated> annotations,
    long upTo,
    boolean hasNext) {

  public Retold {
    requireNonNull(conversation);
    members = List.copyOf(members);
    tags = List.copyOf(tags);
    messages = List.copyOf(messages);
    deleted = List.copyOf(deleted);
    messageTags = List.copyOf(messageTags);
    annotations = List.copyOf(annotations);
  }

  record MessageTag(UUID messageId, String tag) {
    public MessageTag {
      requireNonNull(messageId);
      requireNonNull(tag);
    }
  }
}
