package dev.parley.realtime.presence;

import dev.parley.realtime.delivery.Seat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is connected to this instance, by what each of their connections says. */
final class Here {

  private final Map<UUID, Map<Seat, Status>> people = new HashMap<>();

  /** True where that changes how the person is; likewise below. */
  synchronized boolean says(UUID user, Seat seat, Status status) {
    Status before = of(user);
    people.computeIfAbsent(user, _ -> new HashMap<>(2)).put(seat, status);
    return before != of(user);
  }

  synchronized boolean leaves(UUID user, Seat seat) {
    Status before = of(user);
    people.computeIfPresent(
        user,
        (_, seats) -> {
          seats.remove(seat);
          return seats.isEmpty() ? null : seats;
        });
    return before != of(user);
  }

  /** One connection that is in use is enough. */
  synchronized Status of(UUID user) {
    Collection<Status> all = people.getOrDefault(user, Map.of()).values();
    return all.contains(Status.ONLINE)
        ? Status.ONLINE
        : all.isEmpty() ? Status.OFFLINE : Status.AWAY;
  }

  synchronized boolean has(Seat seat) {
    return people.getOrDefault(seat.userId(), Map.of()).containsKey(seat);
  }

  synchronized Set<Seat> seatsOf(UUID user) {
    return Set.copyOf(people.getOrDefault(user, Map.of()).keySet());
  }

  synchronized Set<UUID> users() {
    return Set.copyOf(people.keySet());
  }

  synchronized List<Seat> seats() {
    List<Seat> seats = new ArrayList<>();
    people.values().forEach(each -> seats.addAll(each.keySet()));
    return seats;
  }
}
