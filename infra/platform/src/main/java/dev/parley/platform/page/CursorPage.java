package dev.parley.platform.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a feed, newest first: next leads to older entries, prev to newer ones. */
public record CursorPage<T>(
    List<T> items,
    @Nullable String nextCursor,
    @Nullable String prevCursor,
    boolean hasNext,
    boolean hasPrev) {}
