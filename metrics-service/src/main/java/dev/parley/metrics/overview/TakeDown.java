package dev.parley.metrics.overview;

import dev.parley.metrics.history.History;
import dev.parley.metrics.leader.Leadership;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Scraper;
import dev.parley.metrics.system.Machine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes down what each round found, where this instance leads. */
@Component
class TakeDown {

  private static final Logger log = LoggerFactory.getLogger(TakeDown.class);
  private static final Duration THIN_OUT_EVERY = Duration.ofMinutes(1);

  private final Scraper scraper;
  private final Machine machine;
  private final History history;
  private final Leadership leadership;
  private @Nullable Instant last;
  private Instant thinnedOut = Instant.EPOCH;

  TakeDown(Scraper scraper, Machine machine, History history, Leadership leadership) {
    this.scraper = scraper;
    this.machine = machine;
    this.history = history;
    this.leadership = leadership;
  }

  /** Fail open: with the database away history has a gap, and the figures of now still stand. */
  @Scheduled(fixedRateString = "${parley.history.every:5s}", initialDelayString = "2s")
  void takeDown() {
    try {
      Fleet fleet = scraper.fleet();
      if (!leadership.isHeld()) {
        last = null;
        return;
      }
      Instant before = last;
      if (before == null || fleet.at().isAfter(before)) {
        Instant since = before == null ? fleet.at().minus(Duration.ofSeconds(15)) : before;
        history.write(fleet.at(), FleetSamples.of(fleet, machine.look(), since));
        last = fleet.at();
      }
      if (thinnedOut.plus(THIN_OUT_EVERY).isBefore(fleet.at())) {
        history.thinOut(fleet.at());
        thinnedOut = fleet.at();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      log.warn("A moment of history is lost: {}", e.getMessage());
    }
  }
}
