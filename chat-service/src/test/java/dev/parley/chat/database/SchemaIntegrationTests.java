package dev.parley.chat.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules that every migration keeps. */
@ChatServiceTest
class SchemaIntegrationTests {

  @Autowired private JdbcClient jdbc;

  /** Else deleting what is referred to reads the whole table that refers to it. */
  @Test
  void everyForeignKeyLeadsAnIndex() {
    var bare =
        jdbc.sql(
                """
                SELECT k.conrelid::regclass || ' ' || k.conname
                FROM pg_constraint k
                WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
                  AND NOT EXISTS (
                    SELECT 1 FROM pg_index i
                    WHERE i.indrelid = k.conrelid
                      AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
                """)
            .query(String.class)
            .list();

    assertThat(bare).isEmpty();
  }

  @Test
  void everyTableHasAPrimaryKey() {
    var without =
        jdbc.sql(
                """
                SELECT c.relname FROM pg_class c
                WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                  AND NOT EXISTS (
                    SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
                """)
            .query(String.class)
            .list();

    assertThat(without).isEmpty();
  }
}
