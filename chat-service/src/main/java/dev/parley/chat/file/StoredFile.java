package dev.parley.chat.file;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a file. Its bytes never change: another content is another file. */
record StoredFile(
    UUID id,
    UUID ownerId,
    @Nullable UUID conversationId,
    @Nullable UUID messageId,
    String name,
    String contentType,
    long size,
    String sha256,
    Instant createdAt) {}
