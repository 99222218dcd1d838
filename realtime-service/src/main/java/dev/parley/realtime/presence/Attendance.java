package dev.parley.realtime.presence;

import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.presence.RedisLine.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Who is here, said to all instances: when it changes, and again and again as long as it is so. It
 * is said by one thread; nobody who comes or goes waits for it.
 */
@Component
public final class Attendance {

  /** One occasion, equal to no other. */
  private static final class Leaving {
    final Set<UUID> conversations;

    Leaving(Set<UUID> conversations) {
      this.conversations = conversations;
    }
  }

  /** Who changes again within is told once, and those who come at once are told together. */
  private static final Duration BREATH = Duration.ofMillis(250);

  private final Here here = new Here();
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Leaving> leaving = new ConcurrentHashMap<>();
  private final AtomicBoolean saying = new AtomicBoolean();
  private final PresenceProperties properties;
  private final Register register;
  private final Bulletin bulletin;
  private final Neighbours neighbours;
  private final Introductions introductions;
  private final Worker worker;

  Attendance(
      PresenceProperties properties,
      Register register,
      Bulletin bulletin,
      Neighbours neighbours,
      Introductions introductions,
      Worker worker) {
    this.properties = properties;
    this.register = register;
    this.bulletin = bulletin;
    this.neighbours = neighbours;
    this.introductions = introductions;
    this.worker = worker;
  }

  /** Somebody was welcomed, and hears what happens. */
  public void arrived(Seat seat) {
    if (!here.has(seat)) {
      says(seat, Status.ONLINE);
    }
    introductions.introduce(seat);
  }

  public void says(Seat seat, Status status) {
    UUID user = seat.userId();
    var _ = leaving.remove(user);
    if (here.says(user, seat, status)) {
      change(user);
    }
  }

  /** Before it leaves the hub. */
  public void left(Seat seat) {
    introductions.forget(seat);
    UUID user = seat.userId();
    if (here.has(seat)) {
      Set<UUID> conversations = seat.conversations(properties.mostConversations());
      if (here.leaves(user, seat)) {
        if (here.of(user) == Status.OFFLINE) {
          Leaving mine = new Leaving(conversations);
          leaving.put(user, mine);
          worker.later(properties.absence(), () -> isGone(user, mine));
        } else {
          change(user);
        }
      }
    }
  }

  private void isGone(UUID user, Leaving mine) {
    if (mine.equals(leaving.get(user))) {
      change(user);
    }
  }

  private void change(UUID user) {
    changed.add(user);
    if (saying.compareAndSet(false, true)) {
      worker.later(BREATH, this::sayWhatChanged);
    }
  }

  private void sayWhatChanged() throws InterruptedException {
    saying.set(false);
    if (bulletin.isKnown()) {
      List<UUID> users = List.copyOf(changed);
      users.forEach(changed::remove);
      try {
        say(users, properties.ttl());
      } catch (Unanswered _) {
        // all is said again with the next renewal, and this with it
        changed.addAll(users);
      }
    }
  }

  /** All who are here, and those who changed. */
  void sayAll() throws Unanswered, InterruptedException {
    Set<UUID> users = new HashSet<>(here.users());
    users.addAll(changed);
    changed.removeAll(users);
    try {
      say(users, properties.ttl());
    } catch (Unanswered e) {
      changed.addAll(users);
      throw e;
    }
  }

  private void say(Collection<UUID> users, Duration holds) throws Unanswered, InterruptedException {
    Map<UUID, Leaving> left = Map.copyOf(leaving);
    Map<Status, List<UUID>> by = new EnumMap<>(Status.class);
    for (UUID user : users) {
      by.computeIfAbsent(here.of(user), _ -> new ArrayList<>()).add(user);
    }
    for (var entry : by.entrySet()) {
      register.say(entry.getValue(), entry.getKey(), holds, this::publish);
    }
    by.getOrDefault(Status.OFFLINE, List.of())
        .forEach(user -> leaving.remove(user, left.get(user)));
  }

  private void publish(Collection<Sight> sights) {
    bulletin.publish(sights, this::conversationsOf);
  }

  private Set<UUID> conversationsOf(UUID user) {
    Leaving gone = leaving.get(user);
    if (gone != null) {
      return gone.conversations;
    }
    for (Seat seat : here.seatsOf(user)) {
      Set<UUID> conversations = seat.conversations(properties.mostConversations());
      if (!conversations.isEmpty()) {
        return conversations;
      }
    }
    return neighbours.conversationsOf(user);
  }

  /** People of other instances, of which one may have died, and news that may have been lost. */
  void lookAtOthers() throws Unanswered, InterruptedException {
    List<UUID> others =
        bulletin.present().stream().filter(user -> here.of(user) == Status.OFFLINE).toList();
    bulletin.tell(register.look(others, this::publish), neighbours::conversationsOf);
  }

  /** This instance stops: who does not come back elsewhere is soon found to be gone. */
  void leaveAll() throws Unanswered, InterruptedException {
    say(here.users(), properties.absence().plus(properties.absence()));
  }

  /** To everybody anew: what was told before may not be so any more. */
  void introduceAll() {
    here.seats().forEach(introductions::introduce);
  }
}
