package dev.parley.search.owner;

import dev.parley.platform.event.MalformedEventException;
import dev.parley.search.indexing.Retelling;
import dev.parley.search.indexing.Retold;
import dev.parley.search.owner.CheckRows.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads one conversation again from the owner, until it is the same on both sides. */
@Component
class Mending {
  private static final Logger log = LoggerFactory.getLogger(Mending.class);
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final int TRIES = 10;

  private final Owner owner;
  private final OwnSums own;
  private final Retelling retelling;

  Mending(Owner owner, OwnSums own, Retelling retelling) {
    this.owner = owner;
    this.own = own;
    this.retelling = retelling;
  }

  Verdict of(UUID id) throws IOException, InterruptedException {
    if (isSame(id)) {
      return Verdict.SAME;
    }
    for (int i = 0; i < TRIES; i++) {
      try {
        if (retold(id) && isSame(id)) {
          log.info("conversation {} differed from its owner's and was read again", id);
          return Verdict.MENDED;
        }
      } catch (MalformedEventException e) {
        log.error("the owner cannot be understood about {}: {}", id, e.toString());
        return Verdict.DIFFERENT;
      }
      Thread.sleep(MOMENT);
    }
    log.error("conversation {} differs from its owner's, though it was read again", id);
    return Verdict.DIFFERENT;
  }

  private boolean isSame(UUID id) throws IOException, InterruptedException {
    return owner.of(id).equals(own.of(id));
  }

  /** False where something happened meanwhile. */
  private boolean retold(UUID id) throws IOException, InterruptedException {
    long after = 0;
    while (true) {
      long moment = retelling.moment(id);
      Optional<Retold> told = owner.retell(id, after);
      if (told.isEmpty()) {
        return retelling.remove(id, moment);
      }
      if (!retelling.apply(told.get(), after, moment)) {
        return false;
      }
      if (!told.get().hasNext()) {
        return true;
      }
      after = told.get().upTo();
    }
  }
}
