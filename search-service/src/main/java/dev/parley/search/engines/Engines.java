package dev.parley.search.engines;

import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.lucene.LuceneEngine;
import dev.parley.search.engine.postgres.PostgresEngine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which engine answers: the one that was chosen, but PostgreSQL as long as Lucene's index is not
 * full, or lacks what somebody here has been shown already.
 */
public class Engines {
  private final PostgresEngine postgres;
  private final @Nullable LuceneEngine lucene;
  private final AtomicLong shown = new AtomicLong();

  Engines(PostgresEngine postgres, Optional<LuceneEngine> lucene) {
    this.postgres = postgres;
    this.lucene = lucene.orElse(null);
  }

  public Engine current() {
    return lucene != null && lucene.isFilled() && lucene.freshness().position() >= shown.get()
        ? lucene
        : postgres;
  }

  /**
   * How far the one that has just answered is, at least as far as it was then. To be asked before
   * the answer is given: no later one is to fall behind it.
   */
  public Freshness shownBy(Engine engine) {
    Freshness freshness = engine.freshness();
    shown.accumulateAndGet(freshness.position(), Math::max);
    return freshness;
  }

  /** Whether this one answers in place of an index that was chosen and is not yet full. */
  public boolean isStandIn(Engine engine) {
    return lucene != null && engine != lucene;
  }
}
