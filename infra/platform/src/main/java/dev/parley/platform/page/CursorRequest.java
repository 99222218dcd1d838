package dev.parley.platform.page;

import dev.parley.platform.problem.ProblemException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where to read on in a feed: {@code ?limit=} and at most one of before, after, around. */
public record CursorRequest(
    int limit, @Nullable String before, @Nullable String after, @Nullable String around)
    implements ListRequest {

  static final int DEFAULT_LIMIT = 50;

  public static CursorRequest of(
      @Nullable String limit,
      @Nullable String before,
      @Nullable String after,
      @Nullable String around) {
    if (Stream.of(before, after, around).filter(c -> c != null).count() > 1) {
      throw ProblemException.badRequest(
          "request.invalid_parameter", "Give one of 'before', 'after' and 'around', not several.");
    }
    return new CursorRequest(
        PageRequest.Numbers.parse("limit", limit, 1, PageRequest.MAX_PER_PAGE, DEFAULT_LIMIT),
        before,
        after,
        around);
  }

  @Override
  public CursorRequest atMost(int entries) {
    return new CursorRequest(Math.min(limit, entries), before, after, around);
  }
}
