package dev.parley.chat.imports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record.
 *
 * @param position in the body, counted from 0
 * @param verdict imported, skipped or failed; {@code null}: not decided yet
 * @param conversationId what it became, or had become before
 * @param note what is worth knowing of one that was skipped
 */
record ImportRecord(
    int position,
    @Nullable String externalId,
    @Nullable String verdict,
    @Nullable UUID conversationId,
    @Nullable String note,
    @Nullable RecordFault error) {

  record RecordFault(String pointer, String detail) {}
}
