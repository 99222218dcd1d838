package dev.parley.chat.file;

import dev.parley.chat.file.storage.FileStorage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Removes bytes that belong to no file. Whoever made them tries at once; what fails then, or is
 * left by a crash, the sweep finds.
 */
@Component
class Leftovers {

  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private static final int AT_ONCE = 100;

  private final LeftoverStore store;
  private final FileStorage storage;
  private final FileProperties properties;
  private final FileMeters meters;
  private final Clock clock;

  Leftovers(
      LeftoverStore store,
      FileStorage storage,
      FileProperties properties,
      FileMeters meters,
      Clock clock) {
    this.store = store;
    this.storage = storage;
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
  }

  /** Never fails: what cannot be removed now is removed later. */
  void remove(UUID id) {
    if (removeLater(id)) {
      removed(id);
    }
  }

  /** By the sweep: the storage is not asked for anything now. Whether there is anything. */
  boolean removeLater(UUID id) {
    try {
      // if the file was made after all, and only its answer was lost, there is nothing to condemn
      return store.condemn(id, clock.instant().plus(properties.sweepEvery()));
    } catch (DataAccessException | TransactionException e) {
      meters.failed(FileMeters.Failure.REMOVE);
      log.warn("bytes of {} stay until the next sweep: {}", id, e.toString());
      return false;
    }
  }

  /**
   * What was never sent, those that are due, and what broken uploads left in the storage itself.
   */
  void sweep() {
    Instant now = clock.instant();
    int abandoned;
    do {
      abandoned = store.abandon(now.minus(properties.unsentAfter()), now, AT_ONCE);
    } while (abandoned == AT_ONCE);
    List<UUID> due;
    do {
      due = store.condemnDue(now, properties.sweepEvery(), AT_ONCE);
      due.forEach(this::removed);
    } while (due.size() == AT_ONCE);
    try {
      storage.tidy(now.minus(properties.leftoverAfter()));
    } catch (IOException e) {
      meters.failed(FileMeters.Failure.TIDY);
      log.warn("the storage could not be tidied up: {}", e.toString());
    }
  }

  private void removed(UUID id) {
    try {
      storage.delete(id);
      store.forget(id);
    } catch (IOException e) {
      meters.failed(FileMeters.Failure.REMOVE);
      log.warn("bytes of {} stay until the next sweep: {}", id, e.toString());
    }
  }
}
