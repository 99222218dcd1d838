package dev.parley.search.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.engine.Tables;
import dev.parley.search.engine.lucene.LuceneEngine;
import dev.parley.search.engine.postgres.PostgresEngine;
import dev.parley.testing.Patience;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class EnginesIntegrationTests {
  private static final Tables TABLES = Tables.fresh("search_engines");

  private final PostgresEngine postgres =
      new PostgresEngine(TABLES.jdbc(), new DataSourceTransactionManager(TABLES.source()));

  @Test
  void postgresAnswersUntilTheIndexIsFull() {
    try (LuceneEngine lucene = new LuceneEngine("", Tables.ANALYSIS, TABLES.jdbc())) {
      Engines engines = new Engines(postgres, Optional.of(lucene));
      assertThat(engines.current()).isSameAs(postgres);
      assertThat(engines.isStandIn(postgres)).isTrue();

      lucene.start();
      Patience.await().untilAsserted(() -> assertThat(engines.current()).isSameAs(lucene));
      assertThat(engines.isStandIn(lucene)).isFalse();
    }
  }

  /** What PostgreSQL has shown is not taken back by an index that looks a moment later. */
  @Test
  void anIndexThatLacksWhatWasShownDoesNotAnswerYet() {
    UUID room = TABLES.conversation("shown");
    try (LuceneEngine lucene = new LuceneEngine("", Tables.ANALYSIS, TABLES.jdbc())) {
      Engines engines = new Engines(postgres, Optional.of(lucene));
      lucene.start();
      Patience.await().untilAsserted(() -> assertThat(engines.current()).isSameAs(lucene));
      for (int i = 0; i < 20; i++) {
        TABLES.message(room, "shown").write();
        long shown = engines.shownBy(postgres).position();
        assertThat(engines.current().freshness().position()).isGreaterThanOrEqualTo(shown);
      }
      Patience.await().untilAsserted(() -> assertThat(engines.current()).isSameAs(lucene));
    }
  }

  @Test
  void postgresIsNobodysStandInWhereItWasChosen() {
    Engines engines = new Engines(postgres, Optional.empty());

    assertThat(engines.current()).isSameAs(postgres);
    assertThat(engines.isStandIn(postgres)).isFalse();
  }
}
