package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.membership.Memberships;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
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
  private final People people = new People();
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
    return locked(() -> people.reserve(this, userId, sessionId, who, limit));
  }

  void enter(Seat seat, Memberships loaded) {
    locked(() -> people.enter(seat, loaded));
  }

  void open(Seat seat, Function<Standing, List<Frame>> beginning) {
    locked(
        () -> {
          if (!seat.left) {
            tell(seat, () -> {}, beginning);
            people.goLive(seat);
          }
        });
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
            now.text(),
            Collections.unmodifiableSet(seat.conversations()),
            Collections.unmodifiableSet(seat.user.projects));
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
            return new Missed.Older(from, ring.beginning(from.log()), ring.deleted());
          }
          var story = new Story(seat.who, from, properties.batchSize());
          long most = ring.end();
          for (long i = ring.firstAfter(from); i < most; i++) {
            if (story.isLong()) {
              return new Missed.Told(story.tell());
            }
            Ring.Entry entry = ring.at(i);
            if (entry.offset() >= from.at(entry.partition())) {
              Hindsight sight = people.hindsight(seat, entry.reach());
              if (sight == Hindsight.UNKNOWN) {
                return new Missed.Unclear();
              }
              boolean told = sight == Hindsight.SHOWN && !ring.isOutdated(entry);
              story.pass(entry.partition(), entry.offset(), told ? entry.text() : null);
            }
          }
          var _ = story.tell();
          tell(seat, () -> {}, end);
          people.goLive(seat);
          return new Missed.All();
        });
  }

  Hindsight hindsight(Seat seat, ChatEvent event) {
    return locked(() -> seat.left ? Hindsight.HIDDEN : people.hindsight(seat, Reach.of(event)));
  }

  void leave(Seat seat) {
    locked(() -> people.leave(seat));
  }

  void watch(Seat seat, Set<UUID> conversationIds) {
    locked(() -> people.watch(seat, conversationIds));
  }

  /** Moves on past one event: who is to get it, and the cursor behind it. */
  Audience advance(int partition, long offset, ChatEvent event, EventText text) {
    return locked(
        () -> {
          passed(partition, offset);
          if (!event.imported()) {
            ring.add(partition, offset, event, text);
          }
          List<Addressees> who = people.audience(event, offset);
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

  /** Of this log, and of no more partitions than it has: each of them costs whoever reads it. */
  public boolean knows(Cursor cursor) {
    return locked(() -> cursor.log() == now.log() && cursor.next().length <= ring.partitions());
  }

  /** What is to be closed because its session is over. */
  Set<Recipient> ofSession(UUID sessionId) {
    return locked(() -> people.ofSession(sessionId));
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
    return locked(() -> people.takesPart(seat, conversation));
  }

  List<Addressees> takingPartIn(UUID conversation) {
    return locked(() -> people.takingPartIn(conversation));
  }

  List<Addressees> membersOf(Collection<UUID> conversationIds) {
    return locked(() -> people.membersOf(conversationIds));
  }

  List<Addressees> everybody() {
    return locked(people::everybody);
  }

  Set<UUID> conversationsOf(Seat seat, int most) {
    return locked(() -> seat.user.conversations.stream().limit(most).collect(Collectors.toSet()));
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
