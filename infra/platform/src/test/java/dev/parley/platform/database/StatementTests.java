package dev.parley.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTests {

  private final Statements statements = new Statements("parley|chat");

  @Test
  void isToldOnOneLine() {
    String text = "\n  SELECT 1\n\t  FROM two\n";

    assertThat(Statement.onOneLine(text)).isEqualTo("SELECT 1 FROM two");
    assertThat(statements.of(text).line()).isEqualTo("SELECT 1 FROM two");
  }

  @Test
  void isRememberedWhenItIsSentAgain() {
    assertThat(statements.of("SELECT  1")).isSameAs(statements.of("SELECT  1"));
  }

  @Test
  void isOneOfAThousandThatAreRemembered() {
    for (int i = 0; i < 1_000; i++) {
      statements.of("SELECT  " + i);
    }
    assertThat(statements.of("SELECT  1000").line()).isEqualTo("SELECT 1000");
    assertThat(statements.of("SELECT  1000")).isNotSameAs(statements.of("SELECT  1000"));
  }

  @Test
  void isCutWhereItIsLong() {
    assertThat(statements.of("x".repeat(501)).line()).hasSize(501).endsWith("x…");
    assertThat(Statement.onOneLine("x".repeat(501))).endsWith("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT a, b FROM message WHERE id = ?                   | SELECT message
          select 1                                                | SELECT
          SELECT n FROM unnest(?::int[]) AS t(n) JOIN x USING (n) | SELECT
          INSERT INTO outbox (a) SELECT b FROM unnest(?::text[])  | INSERT outbox
          INSERT INTO seen VALUES (?) ON CONFLICT DO UPDATE SET a = 1 | INSERT seen
          UPDATE ONLY chat.conversation SET a = ?                 | UPDATE chat.conversation
          DELETE FROM outbox WHERE id = ?                         | DELETE outbox
          WITH old AS (SELECT id FROM message) SELECT * FROM old  | WITH message
          SHOW server_version                                     | SHOW
          (SELECT 1)                                              | OTHER
          """)
  void isSummedUpInAFewWords(String text, String summary) {
    assertThat(statements.of(text).summary()).isEqualTo(summary);
  }
}
