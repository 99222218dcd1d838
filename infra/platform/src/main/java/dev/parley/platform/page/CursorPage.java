package dev.parley.platform.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list between cursors: next leads on (in a feed, to older entries), prev back. The
 * cursor back is there on the first stretch, too: it is what to ask for news with.
 *
 * @param path where the cursors lead, if not to where the request went
 */
public record CursorPage<T>(
    List<T> items,
    @Nullable String nextCursor,
    @Nullable String prevCursor,
    boolean hasNext,
    boolean hasPrev,
    @JsonIgnore @Nullable String path)
    implements Listing<T> {

  public CursorPage(
      List<T> items,
      @Nullable String nextCursor,
      @Nullable String prevCursor,
      boolean hasNext,
      boolean hasPrev) {
    this(items, nextCursor, prevCursor, hasNext, hasPrev, null);
  }

  /** The same, with cursors of the list at another path. */
  public CursorPage<T> leadingTo(String other) {
    return new CursorPage<>(items, nextCursor, prevCursor, hasNext, hasPrev, other);
  }
}
