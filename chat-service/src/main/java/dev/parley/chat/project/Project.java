package dev.parley.chat.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group of people with conversations of their own. */
public record Project(
    UUID id,
    String name,
    @Nullable String description,
    UUID ownerId,
    boolean isActive,
    @Nullable UUID defaultConversationId,
    Instant createdAt,
    Instant updatedAt) {

  Project ownedBy(UUID other, Instant now) {
    return new Project(
        id, name, description, other, isActive, defaultConversationId, createdAt, now);
  }
}
