package dev.parley.search.access;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may read, as it was at a version. Nobody changes the bits.
 *
 * @param version moves whenever any of it may have changed
 * @param numbers of the conversations
 * @param few the ids of the conversations where they are not many, else null
 */
public record Reach(UUID reader, long version, BitSet numbers, @Nullable List<UUID> few) {

  boolean isAsOf(long now) {
    return version == now;
  }

  int bytes() {
    return numbers.size() / 8 + (few == null ? 0 : few.size() * 24) + 100;
  }
}
