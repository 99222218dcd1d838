package dev.parley.search.engine.postgres;

import dev.parley.search.engine.Engine;
import dev.parley.search.engine.EngineContract;
import dev.parley.search.engine.Tables;
import org.springframework.jdbc.support.JdbcTransactionManager;

class PostgresEngineIntegrationTests implements EngineContract {
  private static final Tables TABLES = Tables.fresh("search_postgres");
  private static final Engine ENGINE =
      new PostgresEngine(TABLES.jdbc(), new JdbcTransactionManager(TABLES.source()));

  @Override
  public Tables tables() {
    return TABLES;
  }

  @Override
  public Engine engine() {
    return ENGINE;
  }
}
