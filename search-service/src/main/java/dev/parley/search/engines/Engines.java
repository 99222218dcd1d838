package dev.parley.search.engines;

import dev.parley.search.engine.Engine;
import dev.parley.search.engine.lucene.LuceneEngine;
import dev.parley.search.engine.postgres.PostgresEngine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which engine answers: the one that was chosen, but PostgreSQL as long as Lucene's is not full.
 */
public class Engines {
  private final PostgresEngine postgres;
  private final @Nullable LuceneEngine lucene;

  Engines(PostgresEngine postgres, Optional<LuceneEngine> lucene) {
    this.postgres = postgres;
    this.lucene = lucene.orElse(null);
  }

  public Engine current() {
    return lucene != null && lucene.isFilled() ? lucene : postgres;
  }

  /** Whether an index that was chosen is not yet full. */
  public boolean isFilling() {
    return lucene != null && !lucene.isFilled();
  }

  /** Something has been written. */
  public void wake() {
    if (lucene != null) {
      lucene.wake();
    }
  }
}
