package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.event.ChatEvent.Author;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as those who may read its conversation see it. */
record Message(
    UUID id,
    UUID conversationId,
    long seq,
    Author author,
    String role,
    String content,
    @Nullable UUID replyToId,
    JsonNode metadata,
    Instant createdAt) {}
