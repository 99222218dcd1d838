package dev.parley.search.engine.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.engine.Engine;
import dev.parley.search.engine.EngineContract;
import dev.parley.search.engine.Tables;
import dev.parley.testing.Patience;
import org.junit.jupiter.api.AfterAll;

class LuceneEngineIntegrationTests implements EngineContract {
  private static final Tables TABLES = Tables.fresh("search_lucene");
  private static final LuceneEngine ENGINE = new LuceneEngine("", Tables.ANALYSIS, TABLES.jdbc());

  static {
    ENGINE.start();
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Override
  public Tables tables() {
    return TABLES;
  }

  @Override
  public Engine engine() {
    long written = TABLES.position();
    ENGINE.wake();
    Patience.await()
        .untilAsserted(
            () -> assertThat(ENGINE.freshness().position()).isGreaterThanOrEqualTo(written));
    return ENGINE;
  }
}
