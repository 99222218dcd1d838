package dev.parley.realtime.presence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is.
 *
 * @param version grows with each change, in all of the installation
 */
record Sight(UUID user, Status status, long version, @Nullable Instant lastSeen) {

  boolean isNewerThan(@Nullable Sight other) {
    return other == null || version > other.version;
  }
}
