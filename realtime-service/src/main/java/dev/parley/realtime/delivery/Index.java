package dev.parley.realtime.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which of those who are here belong to a place; empty places take no room. */
final class Index<T> {

  private final Map<UUID, Set<T>> byPlace = new HashMap<>();

  void add(UUID place, T who) {
    byPlace.computeIfAbsent(place, _ -> new HashSet<>(4)).add(who);
  }

  void remove(UUID place, T who) {
    byPlace.computeIfPresent(
        place,
        (_, all) -> {
          all.remove(who);
          return all.isEmpty() ? null : all;
        });
  }

  Set<T> at(UUID place) {
    return byPlace.getOrDefault(place, Set.of());
  }
}
