package dev.parley.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementLinesTests {

  private final StatementLines lines = new StatementLines();

  @Test
  void bringAStatementOnOneLine() {
    assertThat(StatementLines.whole("\n  SELECT 1\n\t  FROM two\n")).isEqualTo("SELECT 1 FROM two");
    assertThat(lines.shortened("\n  SELECT 1\n\t  FROM two\n")).isEqualTo("SELECT 1 FROM two");
  }

  @Test
  void rememberWhatIsSentAgain() {
    assertThat(lines.shortened("SELECT  1")).isSameAs(lines.shortened("SELECT  1"));
  }

  @Test
  void doNotRememberEverything() {
    for (int i = 0; i < 1_000; i++) {
      lines.shortened("SELECT  " + i);
    }
    assertThat(lines.shortened("SELECT  1000"))
        .isEqualTo("SELECT 1000")
        .isNotSameAs(lines.shortened("SELECT  1000"));
  }

  @Test
  void cutWhatIsLong() {
    assertThat(lines.shortened("x".repeat(501))).hasSize(501).endsWith("x…");
    assertThat(StatementLines.whole("x".repeat(501))).endsWith("x");
  }
}
