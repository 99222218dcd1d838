package dev.parley.search.query;

import dev.parley.platform.page.CursorCodec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where a page ended.
 *
 * @param newest what was the newest match when the first page was read: the pages after it look at
 *     the same matches, whatever is written meanwhile
 */
record Position(float score, Instant createdAt, UUID id, Instant newest) {

  static Position decode(CursorCodec codec, String scope, String cursor) {
    List<String> parts = codec.decode(scope, cursor);
    return new Position(
        Float.parseFloat(parts.get(0)),
        Instant.parse(parts.get(1)),
        UUID.fromString(parts.get(2)),
        Instant.parse(parts.get(3)));
  }

  String encode(CursorCodec codec, String scope) {
    return codec.encode(
        scope, Float.toString(score), createdAt.toString(), id.toString(), newest.toString());
  }
}
