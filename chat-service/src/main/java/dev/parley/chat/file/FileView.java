package dev.parley.chat.file;

import dev.parley.platform.resource.Moving;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file as those who may read it see it. Addresses at a CDN are others each hour. */
record FileView(
    UUID id,
    String name,
    String contentType,
    long size,
    String sha256,
    @Nullable UUID conversationId,
    @Nullable UUID messageId,
    UUID ownerId,
    @Moving String url,
    Instant createdAt) {

  static FileView of(StoredFile file, ContentUrls urls) {
    return new FileView(
        file.id(),
        file.name(),
        file.contentType(),
        file.size(),
        file.sha256(),
        file.conversationId(),
        file.messageId(),
        file.ownerId(),
        urls.of(file.id()),
        file.createdAt());
  }
}
