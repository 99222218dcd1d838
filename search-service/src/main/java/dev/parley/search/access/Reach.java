package dev.parley.search.access;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may read, as it was at a version.
 *
 * @param version moves whenever any of it may have changed
 */
public record Reach(UUID reader, long version, Conversations conversations) {

  public BitSet numbers() {
    return conversations.numbers();
  }

  public @Nullable List<UUID> few() {
    return conversations.few();
  }

  boolean isAsOf(long now) {
    return version == now;
  }

  int bytes() {
    return conversations.bytes() + 100;
  }
}
