package dev.parley.search.owner;

import dev.parley.search.owner.CheckRows.Check;
import dev.parley.search.owner.CheckRows.Suspect;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When a rebuild is asked for, all conversations are compared with their owner's, a page at a time,
 * and those that differ are read again. Whatever it writes is followed by each index like all else.
 */
@Component
class OwnerCheck {
  private static final Logger log = LoggerFactory.getLogger(OwnerCheck.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Owner owner;
  private final OwnSums own;
  private final CheckRows rows;
  private final Mending mending;
  private final Thread thread = Thread.ofVirtual().name("owner-check").unstarted(this::run);

  OwnerCheck(Owner owner, OwnSums own, CheckRows rows, Mending mending) {
    this.owner = owner;
    this.own = own;
    this.rows = rows;
    this.mending = mending;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    thread.start();
  }

  @PreDestroy
  void end() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        stepOrRest();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void stepOrRest() throws InterruptedException {
    try {
      if (!step()) {
        Thread.sleep(LOOK_EVERY);
      }
    } catch (IOException | RuntimeException e) {
      log.warn("the comparison with the owner goes on in {}: {}", AFTER_FAILURE, e.toString());
      Thread.sleep(AFTER_FAILURE);
    }
  }

  /**
   * A page, or a conversation of those that seemed to differ.
   *
   * @return false: there is nothing to do just now
   */
  boolean step() throws IOException, InterruptedException {
    Optional<Check> held = rows.hold();
    if (held.isEmpty()) {
      return false;
    }
    Check check = held.get();
    if (!check.hasSeenAll()) {
      compare(check);
      return true;
    }
    Optional<Suspect> suspect = rows.suspect(check);
    if (suspect.isEmpty()) {
      rows.end(check);
      return true;
    }
    if (suspect.get().due()) {
      UUID id = suspect.get().id();
      rows.settle(check, id, mending.of(id));
    }
    return suspect.get().due();
  }

  private void compare(Check check) throws IOException, InterruptedException {
    List<Sum> theirs = owner.after(check.checkedTo());
    UUID to = theirs.isEmpty() ? CheckRows.LAST : theirs.getLast().id();
    rows.advance(check, to, theirs.size(), differing(theirs, own.between(check.checkedTo(), to)));
  }

  private static Set<UUID> differing(List<Sum> theirs, List<Sum> ours) {
    Map<UUID, Sum> known = new HashMap<>();
    ours.forEach(sum -> known.put(sum.id(), sum));
    Set<UUID> differing = new HashSet<>(known.keySet());
    for (Sum sum : theirs) {
      if (sum.equals(known.get(sum.id()))) {
        differing.remove(sum.id());
      } else {
        differing.add(sum.id());
      }
    }
    return differing;
  }
}
