package dev.parley.search.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an index is.
 *
 * @param position everything that was stamped up to there can be found
 * @param indexedAt when the newest event that counts in it happened; null while there is none
 */
public record Freshness(long position, @Nullable Instant indexedAt) {}
