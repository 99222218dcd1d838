package dev.parley.chat.character;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody to talk to who does not exist.
 *
 * @param label what kind of character it is; many may have the same
 * @param persona who it is, told to whatever answers in its voice
 * @param greeting what it says first; empty: nothing
 * @param active whether conversations may be started with it
 */
record ChatCharacter(
    UUID id,
    String name,
    String label,
    String persona,
    String greeting,
    boolean active,
    UUID ownerId,
    JsonNode metadata,
    Instant createdAt,
    Instant updatedAt) {}
