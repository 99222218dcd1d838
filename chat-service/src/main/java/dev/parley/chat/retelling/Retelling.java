package dev.parley.chat.retelling;

import dev.parley.chat.event.ChatEvent.ConversationUpdated;
import dev.parley.chat.event.ChatEvent.MessageEdited;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as of one moment, in the form of its events.
 *
 * @param messages those of a page that were not deleted
 * @param deleted those that were
 * @param messageTags of the page's messages
 * @param annotations of the page's messages; with the first page, of the conversation as well
 * @param upTo the last number of the page; everything up to there is told
 * @param hasNext whether there are messages beyond
 */
record Retelling(
    ConversationUpdated conversation,
    List<UUID> members,
    List<String> tags,
    List<MessageEdited> messages,
    List<Gone> deleted,
    List<MessageTag> messageTags,
    List<Note> annotations,
    long upTo,
    boolean hasNext) {

  record Gone(UUID id, UUID conversationId, long seq) {}

  record MessageTag(UUID messageId, String tag) {}

  record Note(UUID id, UUID conversationId, @Nullable UUID messageId, String content) {}
}
