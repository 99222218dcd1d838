package dev.parley.chat.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.event.ChatEvent.Author;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody noted on a conversation, or on one of its messages.
 *
 * @param messageVersion the version of the message that it was written on: offsets hold in that one
 * @param startOffset where in the message's text, in UTF-16 code units; {@code null}: all of it
 * @param endOffset the first one after that
 */
record Annotation(
    UUID id,
    UUID conversationId,
    @Nullable UUID messageId,
    @Nullable Integer messageVersion,
    Author author,
    String kind,
    String content,
    @Nullable Integer startOffset,
    @Nullable Integer endOffset,
    JsonNode metadata,
    Instant createdAt,
    Instant updatedAt) {}
