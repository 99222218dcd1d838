package dev.parley.chat.imports;

import dev.parley.platform.resource.Moving;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an import goes.
 *
 * @param progress from 0 to 1, by messages
 * @param failure why it ended early, where it failed as a whole
 * @param errors the first of those records that cannot be imported
 */
record Import(
    UUID id,
    String source,
    String state,
    @Moving int total,
    @Moving int imported,
    @Moving int skipped,
    @Moving int failed,
    @Moving double progress,
    @Nullable String failure,
    @Moving List<RecordError> errors,
    Instant createdAt,
    @Moving @Nullable Instant startedAt,
    @Moving @Nullable Instant finishedAt) {

  record RecordError(String pointer, String detail, @Nullable String externalId) {}
}
