package dev.parley.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation as one of those who may read it sees it: how far they have read is their own. */
public record Conversation(
    UUID id,
    String title,
    UUID ownerId,
    @Nullable UUID projectId,
    Visibility visibility,
    boolean archived,
    JsonNode metadata,
    long lastSeq,
    long lastReadSeq,
    long unread,
    Instant createdAt,
    Instant updatedAt) {}
