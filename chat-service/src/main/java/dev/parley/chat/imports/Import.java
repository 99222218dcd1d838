package dev.parley.chat.imports;

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
    int total,
    int imported,
    int skipped,
    int failed,
    double progress,
    @Nullable String failure,
    List<RecordError> errors,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  record RecordError(String pointer, String detail, @Nullable String externalId) {}
}
