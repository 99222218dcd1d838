package dev.parley.metrics.scrape;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads all instances side by side and remembers what they said. One round runs at a time; those
 * who ask meanwhile get what the one before found.
 */
public final class Scraper {

  /**
   * In intervals: rounds may be slow, and only where they have ceased does anybody wait for one.
   */
  private static final int OLDEST = 3;

  private final ScrapeProperties properties;
  private final Targets targets;
  private final Fetcher fetcher;
  private final Clock clock;
  private final Memory memory = new Memory();
  private final ReentrantLock round = new ReentrantLock();
  private volatile @Nullable Fleet newest;

  Scraper(ScrapeProperties properties, Targets targets, Fetcher fetcher, Clock clock) {
    this.properties = properties;
    this.targets = targets;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /** The newest there is. Waits for a round, which has a bound, where there is none of late. */
  public Fleet fleet() throws InterruptedException {
    Instant asked = clock.instant();
    Fleet known = newest;
    if (known != null && isFreshAt(asked, known)) {
      return known;
    }
    round.lockInterruptibly();
    try {
      known = newest;
      return known != null && isFreshAt(asked, known) ? known : scrape();
    } finally {
      round.unlock();
    }
  }

  /**
   * In the background, so that there is always something to take a difference of. Where a round is
   * running already there is nothing to do: rounds must not queue up behind a slow one.
   */
  void scrapeUnlessRunning() throws InterruptedException {
    if (round.tryLock()) {
      try {
        scrape();
      } finally {
        round.unlock();
      }
    }
  }

  /** Whatever was found since somebody asked is fresh to them, however long they had to wait. */
  private boolean isFreshAt(Instant asked, Fleet fleet) {
    return fleet.at().plus(properties.interval().multipliedBy(OLDEST)).isAfter(asked);
  }

  private Fleet scrape() throws InterruptedException {
    Map<Target, Future<Outcome>> running = new LinkedHashMap<>();
    var instances = new ArrayList<Instance>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Target target : targets.find()) {
        running.put(target, each.submit(() -> fetcher.fetch(target)));
      }
      for (var entry : running.entrySet()) {
        instances.add(remember(entry.getKey(), outcome(entry.getValue())));
      }
    }
    Instant now = clock.instant();
    memory.forgetBefore(now);
    Fleet fleet = new Fleet(now, targets.services(), instances);
    newest = fleet;
    return fleet;
  }

  private static Outcome outcome(Future<Outcome> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      return new Outcome.Failed(Status.UNREADABLE, "reading it failed: " + e.getCause());
    }
  }

  private Instance remember(Target target, Outcome outcome) {
    // an id is what an instance says of itself: two services may not share one
    String key = target.service() + " " + target.id();
    return switch (outcome) {
      case Outcome.Read(var reading, int skipped) -> {
        memory.add(key, reading);
        yield new Instance(target.service(), target.id(), Status.UP, null, skipped, memory.of(key));
      }
      case Outcome.Failed(var status, var why) ->
          new Instance(target.service(), target.id(), status, why, 0, memory.of(key));
    };
  }
}
