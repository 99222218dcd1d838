package dev.parley.chat.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation on its way in, or why it stays outside. */
record StagedRecord(
    int position,
    @Nullable String externalId,
    @Nullable Content content,
    @Nullable String pointer,
    @Nullable String detail) {

  /**
   * @param digest of all that was given, in hexadecimal: the same again has the same
   */
  record Content(
      String title,
      String metadata,
      List<String> tags,
      Instant createdAt,
      Instant updatedAt,
      int messages,
      String digest) {}

  static StagedRecord faulty(int position, @Nullable String externalId, Fault fault) {
    return new StagedRecord(position, externalId, null, fault.pointer(), fault.detail());
  }
}
