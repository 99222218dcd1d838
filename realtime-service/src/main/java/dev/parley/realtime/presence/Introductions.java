package dev.parley.realtime.presence;

import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.presence.RedisLine.Unanswered;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Shows to those who come who is there: a few at a time, since thousands may come at once. */
@Component
final class Introductions implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Introductions.class);

  private final Neighbours neighbours;
  private final Register register;
  private final Bulletin bulletin;
  private final BlockingQueue<Seat> queue = new LinkedBlockingQueue<>();
  private final Set<Seat> waiting = ConcurrentHashMap.newKeySet();
  private final Set<Seat> uninformed = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Introductions(
      Neighbours neighbours, Register register, Bulletin bulletin, PresenceProperties properties) {
    this.neighbours = neighbours;
    this.register = register;
    this.bulletin = bulletin;
    for (int i = 0; i < properties.lookUps(); i++) {
      threads.execute(this::inTurn);
    }
  }

  /** Waits for nothing. */
  void introduce(Seat seat) {
    if (waiting.add(seat)) {
      queue.add(seat);
    }
  }

  /** Who could not be told when they came. */
  void again() {
    uninformed.forEach(this::introduce);
  }

  void forget(Seat seat) {
    waiting.remove(seat);
    uninformed.remove(seat);
  }

  private void inTurn() {
    try {
      while (true) {
        Seat seat = queue.take();
        if (waiting.remove(seat)) {
          tell(seat);
        }
      }
    } catch (InterruptedException _) {
      // the service stops
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Seat seat) throws InterruptedException {
    boolean told = false;
    try {
      Set<UUID> near = bulletin.isKnown() ? neighbours.of(seat) : Set.of();
      told = bulletin.introduce(seat, near, look(bulletin.strangers(near)));
    } catch (Unanswered | RuntimeException e) {
      log.debug("Somebody is not told who is there yet: {}", e.toString());
    }
    if (told) {
      uninformed.remove(seat);
    } else {
      uninformed.add(seat);
    }
  }

  private List<Sight> look(List<UUID> strangers) throws Unanswered, InterruptedException {
    return register.look(
        strangers, sights -> bulletin.publish(sights, neighbours::conversationsOf));
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
