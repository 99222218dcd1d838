package dev.parley.realtime.presence;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the clients here were shown of people. What comes late is not shown over what is newer, so
 * it does not matter in which order answers and news arrive. Not for several threads.
 */
final class Shown {

  /** Long after whatever was asked before somebody went has been answered. */
  private static final long FORGOTTEN = Duration.ofSeconds(60).toNanos();

  private record Entry(Sight sight, long at) {}

  private final Map<UUID, Entry> people = new HashMap<>();

  /** What is to be shown: this, or what is known to be newer. */
  Sight newest(Sight sight, long now) {
    Entry known = people.get(sight.user());
    if (known != null && !sight.isNewerThan(known.sight)) {
      return known.sight;
    }
    people.put(sight.user(), new Entry(sight, now));
    return sight;
  }

  /** What is shown of somebody, if anything is. */
  @Nullable Sight of(UUID user) {
    Entry known = people.get(user);
    return known == null ? null : known.sight;
  }

  boolean isNews(Sight sight) {
    return sight.isNewerThan(of(sight.user()));
  }

  /** Who is not offline, as far as anybody here knows. */
  List<UUID> present(long now) {
    people.values().removeIf(e -> e.sight.status() == Status.OFFLINE && now - e.at > FORGOTTEN);
    return people.values().stream()
        .map(Entry::sight)
        .filter(sight -> sight.status() != Status.OFFLINE)
        .map(Sight::user)
        .toList();
  }

  void clear() {
    people.clear();
  }
}
