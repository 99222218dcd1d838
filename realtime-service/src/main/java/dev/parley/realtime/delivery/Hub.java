package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.membership.MembershipChange;
import dev.parley.realtime.membership.Memberships;
import dev.parley.realtime.membership.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Who is connected here and who of them may see an event. One lock covers memberships, positions,
 * the latest events and welcomes: an event is either before the moment at which a connection goes
 * live, and told from what is kept, or after it, and delivered. Nothing under the lock waits for
 * anything.
 */
@Component
@EnableConfigurationProperties(DeliveryProperties.class)
public final class Hub {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<UUID, Presence> users = new HashMap<>();
  private final Index<Presence> conversations = new Index<>();
  private final Index<Presence> projects = new Index<>();
  private final Index<Seat> watchers = new Index<>();
  private final Index<Recipient> sessions = new Index<>();
  private final Rooms rooms = new Rooms();
  private final ProjectRooms projectRooms = new ProjectRooms();
  private final DeliveryProperties properties;
  private final Ring ring;
  private Cursor now = new Cursor(0, new long[0]);
  private int waiting;

  Hub(DeliveryProperties properties) {
    this.properties = properties;
    this.ring = new Ring(properties.ringSize().toBytes());
  }

  /**
   * First step of joining: from now on changes that concern the user are kept for it.
   *
   * @return null where the user has {@code limit} connections already
   */
  public @Nullable Seat reserve(UUID userId, @Nullable UUID sessionId, Recipient who, int limit) {
    return locked(
        () -> {
          Presence user = users.computeIfAbsent(userId, Presence::new);
          if (user.seats >= limit) {
            return null;
          }
          user.seats++;
          if (sessionId != null) {
            sessions.add(sessionId, who);
          }
          return new Seat(this, user, sessionId, who);
        });
  }

  void enter(Seat seat, Memberships loaded) {
    locked(
        () -> {
          if (!seat.left && !seat.user.loaded) {
            seat.user.load(loaded);
            seat.user.conversations.forEach(id -> conversations.add(id, seat.user));
            seat.user.projects.forEach(id -> projects.add(id, seat.user));
          }
        });
  }

  void open(Seat seat, Function<Standing, List<Frame>> beginning) {
    locked(
        () -> {
          if (!seat.left) {
            tell(seat, () -> {}, beginning);
            goLive(seat);
          }
        });
  }

  private void goLive(Seat seat) {
    seat.live = true;
    seat.user.live.add(seat.who);
    seat.watched.forEach(rooms::changed);
    peopleChanged(seat.user);
  }

  private void peopleChanged(Presence user) {
    if (user.projects.isEmpty()) {
      user.conversations.forEach(rooms::changed);
    } else {
      rooms.changed();
    }
  }

  void say(Seat seat, Function<Standing, List<Frame>> frames) {
    say(seat, () -> {}, frames);
  }

  void say(Seat seat, Runnable before, Function<Standing, List<Frame>> frames) {
    locked(
        () -> {
          if (!seat.left) {
            tell(seat, before, frames);
          }
        });
  }

  private void tell(Seat seat, Runnable before, Function<Standing, List<Frame>> what) {
    var standing =
        new Standing(
            now.text(), Set.copyOf(seat.user.conversations), Set.copyOf(seat.user.projects));
    seat.who.queue().say(seat.who, before, what.apply(standing));
  }

  /** Bounded in what it tells at once: all others wait for the lock. */
  Missed catchUp(Seat seat, Cursor from, Function<Standing, List<Frame>> end) {
    return locked(
        () -> {
          if (seat.left) {
            return new Missed.All();
          }
          if (!ring.reachesBackTo(from)) {
            return new Missed.Older(from, ring.beginning(from.log()));
          }
          var story = new Story(seat.who, from, properties.batchSize());
          long most = ring.end();
          for (long i = ring.firstAfter(from); i < most; i++) {
            if (story.isLong()) {
              return new Missed.Told(story.tell());
            }
            Ring.Entry entry = ring.at(i);
            if (entry.offset() >= from.at(entry.partition())) {
              boolean seen = entry.reach().includes(seat.user, seat);
              story.pass(entry.partition(), entry.offset(), seen ? entry.text() : null);
            }
          }
          var _ = story.tell();
          tell(seat, () -> {}, end);
          goLive(seat);
          return new Missed.All();
        });
  }

  boolean maySee(Seat seat, ChatEvent event) {
    return locked(() -> !seat.left && Reach.of(event).includes(seat.user, seat));
  }

  void leave(Seat seat) {
    locked(
        () -> {
          if (seat.left) {
            return;
          }
          seat.left = true;
          unwatch(seat);
          if (seat.sessionId != null) {
            sessions.remove(seat.sessionId, seat.who);
          }
          Presence user = seat.user;
          user.live.remove(seat.who);
          peopleChanged(user);
          if (--user.seats == 0) {
            users.remove(user.userId);
            user.conversations.forEach(id -> conversations.remove(id, user));
            user.projects.forEach(id -> projects.remove(id, user));
          }
        });
  }

  void watch(Seat seat, Set<UUID> conversationIds) {
    locked(
        () -> {
          if (!seat.left) {
            unwatch(seat);
            seat.watched = conversationIds;
            conversationIds.forEach(
                id -> {
                  watchers.add(id, seat);
                  rooms.changed(id);
                });
          }
        });
  }

  private void unwatch(Seat seat) {
    seat.watched.forEach(
        id -> {
          watchers.remove(id, seat);
          rooms.changed(id);
        });
  }

  /** Moves on past one event: who is to get it, and the cursor behind it. */
  Audience advance(int partition, long offset, ChatEvent event, EventText text) {
    return locked(
        () -> {
          passed(partition, offset);
          if (!event.imported()) {
            ring.add(partition, offset, event, text);
          }
          projectRooms.learn(event);
          List<Addressees> who = audience(event, offset);
          return new Audience(who, who.isEmpty() ? "" : now.text());
        });
  }

  /** Moves on past what nobody is to see. */
  void skip(int partition, long offset) {
    locked(() -> passed(partition, offset));
  }

  private void passed(int partition, long offset) {
    now = now.past(partition, offset);
    if (waiting > 0) {
      moved.signalAll();
    }
  }

  /** False where that takes too long: somebody made it up, or this instance is far behind. */
  public boolean awaitPassed(Cursor cursor, Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    waiting++;
    try {
      long left = most.toNanos();
      while (!now.hasPassed(cursor)) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /** Which log the cursors of this instance are about. */
  public int log() {
    return locked(() -> now.log());
  }

  /** What is to be closed because its session is over. */
  Set<Recipient> ofSession(UUID sessionId) {
    return locked(() -> Set.copyOf(sessions.at(sessionId)));
  }

  void startAt(int log, Map<Integer, Long> offsets) {
    locked(
        () -> {
          now = new Cursor(log, new long[0]);
          offsets.forEach(
              (partition, offset) -> {
                now = now.past(partition, offset - 1);
                ring.startAt(partition, offset);
              });
        });
  }

  void pass(Seat seat, Frame frame) {
    locked(
        () -> {
          if (!seat.left) {
            seat.who.queue().sayPassing(seat.who, frame);
          }
        });
  }

  boolean takesPart(Seat seat, UUID conversation) {
    return locked(() -> !seat.left && partIn(conversation).includes(seat.user, seat));
  }

  List<Addressees> takingPartIn(UUID conversation) {
    return locked(
        () -> {
          Reach reach = partIn(conversation);
          return rooms.at(conversation, reach, () -> those(reach));
        });
  }

  /** Watching is not taking part. */
  private Reach partIn(UUID conversation) {
    return new Reach(conversation, projectRooms.of(conversation), null, false);
  }

  List<Addressees> membersOf(Collection<UUID> conversationIds) {
    return locked(
        () -> {
          Set<Recipient> who = new HashSet<>();
          conversationIds.forEach(
              id -> conversations.at(id).forEach(member -> who.addAll(member.live)));
          return Addressees.byLoop(who);
        });
  }

  List<Addressees> everybody() {
    return locked(
        () -> Addressees.byLoop(users.values().stream().flatMap(u -> u.live.stream()).toList()));
  }

  Set<UUID> conversationsOf(Seat seat, int most) {
    return locked(() -> seat.user.conversations.stream().limit(most).collect(Collectors.toSet()));
  }

  private List<Addressees> audience(ChatEvent event, long offset) {
    Reach reach = Reach.of(event);
    return switch (event) {
      case ChatEvent.MemberAdded e -> {
        change(Place.CONVERSATION, e.conversationId(), e.userId(), true, offset);
        yield those(reach);
      }
      case ChatEvent.MemberRemoved e -> {
        List<Addressees> who = those(reach);
        change(Place.CONVERSATION, e.conversationId(), e.userId(), false, offset);
        yield who;
      }
      case ChatEvent.ProjectMemberAdded e -> {
        change(Place.PROJECT, e.projectId(), e.userId(), true, offset);
        yield those(reach);
      }
      case ChatEvent.ProjectMemberRemoved e -> {
        List<Addressees> who = those(reach);
        change(Place.PROJECT, e.projectId(), e.userId(), false, offset);
        yield who;
      }
      case ChatEvent.InConversation e when reach.user() == null && reach.conversation() != null ->
          rooms.at(e.conversationId(), reach, () -> those(reach));
      case ChatEvent.InConversation _, ChatEvent.SessionRevoked _ -> those(reach);
    };
  }

  private List<Addressees> those(Reach reach) {
    Set<Recipient> who = new HashSet<>();
    if (reach.conversation() != null) {
      conversations.at(reach.conversation()).forEach(member -> who.addAll(member.live));
      if (reach.open()) {
        watchers.at(reach.conversation()).stream()
            .filter(seat -> seat.live)
            .forEach(seat -> who.add(seat.who));
      }
    }
    if (reach.project() != null) {
      projects.at(reach.project()).forEach(member -> who.addAll(member.live));
    }
    Presence user = reach.user() == null ? null : users.get(reach.user());
    if (user != null) {
      who.addAll(user.live);
    }
    return Addressees.byLoop(who);
  }

  private void change(Place place, UUID placeId, UUID userId, boolean member, long offset) {
    Presence user = users.get(userId);
    if (user == null) {
      return;
    }
    user.change(new MembershipChange(place, placeId, userId, member, offset));
    if (user.loaded) {
      Index<Presence> index = place == Place.CONVERSATION ? conversations : projects;
      if (member) {
        index.add(placeId, user);
      } else {
        index.remove(placeId, user);
      }
    }
    if (place == Place.CONVERSATION) {
      rooms.changed(placeId);
    } else {
      rooms.changed();
    }
  }

  private void locked(Runnable work) {
    locked(
        () -> {
          work.run();
          return work;
        });
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
