package dev.parley.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation as those who may read it see it. */
public record Conversation(
    UUID id,
    String title,
    UUID ownerId,
    @Nullable UUID projectId,
    Visibility visibility,
    boolean archived,
    JsonNode metadata,
    long lastSeq,
    Instant createdAt,
    Instant updatedAt) {}
