package dev.parley.chat.file;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.chat.conversation.Conversations;
import dev.parley.chat.file.storage.FileStorage;
import dev.parley.chat.setting.Settings;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Takes a file in. First it is written down that bytes will come, then they come, then the file is
 * made of them: whatever breaks off in between leaves a leftover that is known, and no file.
 */
@Service
class Uploads {

  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  /** As many as the detector looks at. */
  private static final int FIRST_BYTES = 64 * 1024;

  private final FileStore files;
  private final LeftoverStore leftovers;
  private final Leftovers remover;
  private final FileStorage storage;
  private final ContentTypes types;
  private final FileProperties properties;
  private final Settings settings;
  private final FileMeters meters;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Ids ids;
  private final UploadPlaces places;

  Uploads(
      FileStore files,
      LeftoverStore leftovers,
      Leftovers remover,
      FileStorage storage,
      ContentTypes types,
      FileProperties properties,
      Settings settings,
      FileMeters meters,
      TransactionTemplate transactions,
      Clock clock,
      Ids ids) {
    this.ids = ids;
    this.files = files;
    this.leftovers = leftovers;
    this.remover = remover;
    this.storage = storage;
    this.types = types;
    this.properties = properties;
    this.settings = settings;
    this.meters = meters;
    this.transactions = transactions;
    this.clock = clock;
    this.places = new UploadPlaces(properties.uploads());
  }

  StoredFile receive(IncomingFile incoming, UUID owner) {
    requireWritable(incoming.conversationId(), owner);
    UUID id = ids.next();
    if (ids.mayBeThere()) {
      Optional<StoredFile> before = files.find(id);
      if (before.isPresent()) {
        return before.get();
      }
    }
    requireRoom(owner, 1); // before any of it comes, and again when its size is known
    try (UploadPlaces.Place _ = places.take(owner)) {
      return received(noted(id), incoming, owner);
    }
  }

  /** An id whose first attempt left something is not used again: it may be removed just now. */
  private UUID noted(UUID id) {
    Instant dueAt = clock.instant().plus(properties.leftoverAfter());
    if (leftovers.add(id, dueAt)) {
      return id;
    }
    UUID other = UuidCreator.getTimeOrderedEpoch();
    leftovers.add(other, dueAt);
    return other;
  }

  private StoredFile received(UUID id, IncomingFile incoming, UUID owner) {
    boolean kept = false;
    boolean away = false;
    try {
      StoredFile file = stored(id, incoming, owner);
      transactions.executeWithoutResult(status -> keep(file));
      kept = true;
      meters.stored(file.size());
      return file;
    } catch (IOException e) {
      away = true;
      meters.failed(FileMeters.Failure.STORE);
      log.error("a file could not be stored", e);
      throw unavailable();
    } finally {
      if (away) {
        remover.removeLater(id); // the client has waited long enough
      } else if (!kept) {
        remover.remove(id);
      }
    }
  }

  private StoredFile stored(UUID id, IncomingFile incoming, UUID owner) throws IOException {
    String name = FileNames.sanitized(incoming.name() == null ? "" : incoming.name());
    String type;
    var bytes = new ReceivedBytes(incoming.bytes(), settings.maxFileBytes());
    try (InputStream in = new BufferedInputStream(bytes, FIRST_BYTES)) {
      type = types.of(in, name, incoming.claimedType());
      requireAllowed(type, bytes);
      storage.put(id, in);
    }
    incoming.ending().run();
    return new StoredFile(
        id,
        owner,
        incoming.conversationId(),
        null,
        name,
        type,
        bytes.size(),
        bytes.sha256Hex(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void requireAllowed(String type, ReceivedBytes bytes) {
    if (bytes.size() == 0) {
      throw ProblemException.badRequest("file.empty", "There is nothing in this file.");
    }
    if (!types.isAllowed(type)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "file.type_not_allowed",
          "Files of this kind are not taken here: by its content it is %s.".formatted(type));
    }
  }

  /** Who has been sent away while the bytes came does not leave a file behind. */
  private void keep(StoredFile file) {
    requireWritable(file.conversationId(), file.ownerId());
    files.lockOwner(file.ownerId());
    requireRoom(file.ownerId(), file.size());
    if (!leftovers.keep(file.id())) {
      throw unavailable(); // the sweep was faster: this has taken far too long
    }
    files.insert(file);
  }

  private void requireRoom(UUID owner, long bytes) {
    FileProperties.Quota quota = properties.quota();
    FileStore.Kept kept = files.keptBy(owner);
    if (kept.files() >= quota.files() || kept.bytes() + bytes > quota.bytes().toBytes()) {
      throw ProblemException.conflict(
          "file.quota_exceeded",
          ("You keep %d files of %d MB here; there is room for %d of %d MB. Delete some of yours"
                  + " (GET /api/v1/files lists them), or ask the operator for more room.")
              .formatted(
                  kept.files(),
                  DataSize.ofBytes(kept.bytes()).toMegabytes(),
                  quota.files(),
                  quota.bytes().toMegabytes()));
    }
  }

  private void requireWritable(@Nullable UUID conversation, UUID user) {
    if (conversation == null) {
      return;
    }
    switch (files.standing(conversation, user)) {
      case NONE -> throw Conversations.notFound();
      case READER ->
          throw ProblemException.forbidden(
              "conversation.read_only",
              "You may read this conversation, but not post: it is archived, or you are no"
                  + " member.");
      case WRITER -> {}
    }
  }

  static ProblemException unavailable() {
    return ProblemException.unavailable(
        "file.storage_unavailable",
        "The storage of files does not answer. Try again.",
        Duration.ofSeconds(5));
  }
}
