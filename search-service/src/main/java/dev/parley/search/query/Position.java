package dev.parley.search.query;

import dev.parley.platform.page.CursorCodec;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Window;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended.
 *
 * @param last null where the window was at its end: the next page begins with the one before it
 * @param window as the first page of it found it: the pages after look at the same matches,
 *     whatever is written meanwhile
 * @param total as the first page counted
 * @param more whether there were more than that
 * @param widened whether words that are spelt alike are searched for as well
 */
record Position(@Nullable Match last, Window window, int total, boolean more, boolean widened) {
  private static final String NONE = "";

  static Position decode(CursorCodec codec, String scope, String cursor) {
    List<String> parts = codec.decode(scope, cursor);
    return new Position(
        parts.get(0).equals(NONE)
            ? null
            : new Match(
                Kind.valueOf(parts.get(0)),
                UUID.fromString(parts.get(1)),
                Double.parseDouble(parts.get(2)),
                Instant.parse(parts.get(3))),
        new Window(time(parts.get(4)), time(parts.get(5))),
        Integer.parseInt(parts.get(6)),
        Boolean.parseBoolean(parts.get(7)),
        Boolean.parseBoolean(parts.get(8)));
  }

  String encode(CursorCodec codec, String scope) {
    return codec.encode(
        scope,
        last == null ? NONE : last.kind().name(),
        last == null ? NONE : last.id().toString(),
        last == null ? NONE : Double.toString(last.rank()),
        last == null ? NONE : last.createdAt().toString(),
        text(window.newest()),
        text(window.oldest()),
        Integer.toString(total),
        Boolean.toString(more),
        Boolean.toString(widened));
  }

  private static @Nullable Instant time(String text) {
    return text.equals(NONE) ? null : Instant.parse(text);
  }

  private static String text(@Nullable Instant time) {
    return time == null ? NONE : time.toString();
  }
}
