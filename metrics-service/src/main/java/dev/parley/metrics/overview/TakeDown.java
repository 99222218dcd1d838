package dev.parley.metrics.overview;

import dev.parley.metrics.alert.WatchRules;
import dev.parley.metrics.history.History;
import dev.parley.metrics.leader.Leadership;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Scraper;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes down what each round found, and holds it against the rules, where this instance leads. */
@Component
class TakeDown {

  private static final Logger log = LoggerFactory.getLogger(TakeDown.class);
  private static final Duration FIRST_LOOKS_BACK = Duration.ofSeconds(15);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scraper scraper;
  private final DescribeFleet describe;
  private final History history;
  private final WatchRules rules;
  private final Leadership leadership;
  private @Nullable Instant last;
  private Instant seen = Instant.EPOCH;
  private boolean losing;
  private Instant thinnedOut = Instant.EPOCH;

  TakeDown(
      Scraper scraper,
      DescribeFleet describe,
      History history,
      WatchRules rules,
      Leadership leadership) {
    this.scraper = scraper;
    this.describe = describe;
    this.history = history;
    this.rules = rules;
    this.leadership = leadership;
  }

  /** Fail open: with the database away there is a gap, and the figures of now still stand. */
  @Scheduled(
      fixedRateString = "${parley.history.every:5s}",
      initialDelayString = "${parley.history.every:5s}")
  void takeDown() {
    try {
      Fleet fleet = scraper.fleet();
      Instant before = last;
      if (!leadership.isHeld()) {
        last = null;
      } else if (before == null || !fleet.at().equals(seen)) {
        take(fleet, before);
        seen = fleet.at();
        losing = false;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      if (!losing) {
        log.warn("Moments of history are lost from now on: {}", e.getMessage());
      }
      losing = true;
    }
  }

  /**
   * Of two rounds within one stretch the second is left to the next one, which begins before it.
   */
  private void take(Fleet fleet, @Nullable Instant latest) {
    // a clock that was put back must not silence history and alerts until it has caught up
    Instant before = latest == null || latest.isAfter(fleet.at()) ? null : latest;
    if (before == null || !History.isSameStretch(before, fleet.at())) {
      Instant since = before == null ? fleet.at().minus(FIRST_LOOKS_BACK) : before;
      history.write(fleet.at(), FleetSamples.of(fleet, since));
      last = fleet.at();
    }
    rules.look(FleetObservations.of(fleet, describe.overview(fleet, MINUTE)));
    if (Duration.between(thinnedOut, fleet.at()).abs().compareTo(MINUTE) > 0) {
      history.thinOut(fleet.at());
      rules.forgetOld(fleet.at());
      thinnedOut = fleet.at();
    }
  }
}
