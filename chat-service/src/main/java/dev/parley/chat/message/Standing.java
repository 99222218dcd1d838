package dev.parley.chat.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a message stands, and whether somebody who reads it may also write there. */
record Standing(
    UUID conversationId,
    @Nullable UUID projectId,
    String visibility,
    UUID ownerId,
    boolean writable) {}
