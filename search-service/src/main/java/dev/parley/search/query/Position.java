package dev.parley.search.query;

import dev.parley.platform.page.CursorCodec;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Match;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where a page ended.
 *
 * @param newest what was the newest match when the first page was read: the pages after it look at
 *     the same matches, whatever is written meanwhile
 * @param total as the first page counted
 * @param more whether there were more than that
 * @param widened whether words that are spelt alike are searched for as well
 */
record Position(Match last, Instant newest, int total, boolean more, boolean widened) {

  static Position decode(CursorCodec codec, String scope, String cursor) {
    List<String> parts = codec.decode(scope, cursor);
    return new Position(
        new Match(
            Kind.valueOf(parts.get(0)),
            UUID.fromString(parts.get(1)),
            Double.parseDouble(parts.get(2)),
            Instant.parse(parts.get(3))),
        Instant.parse(parts.get(4)),
        Integer.parseInt(parts.get(5)),
        Boolean.parseBoolean(parts.get(6)),
        Boolean.parseBoolean(parts.get(7)));
  }

  String encode(CursorCodec codec, String scope) {
    return codec.encode(
        scope,
        last.kind().name(),
        last.id().toString(),
        Double.toString(last.rank()),
        last.createdAt().toString(),
        newest.toString(),
        Integer.toString(total),
        Boolean.toString(more),
        Boolean.toString(widened));
  }
}
