package dev.parley.realtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

  @Test
  void isReadAsItWasWritten() {
    for (long offset : new long[] {0, 1, 127, 128, 1L << 40, Long.MAX_VALUE}) {
      var cursor = new Cursor(0xCAFEBABE, new long[] {offset, 3, offset});
      assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }
    var beginning = new Cursor(-1, new long[0]);
    assertThat(Cursor.parse(beginning.text())).isEqualTo(beginning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "no cursor",
        "AA",
        "AQAAAAAB", // another version
        "AgAAAA", // no log
        "AgAAAACA", // a number without an end
        "AgAAAAD___________9_", // a number too large
      })
  void isNothingElse(String text) {
    assertThat(Cursor.parse(text)).isNull();
  }

  @Test
  void movesOnlyForward() {
    var cursor = new Cursor(1, new long[] {5});
    assertThat(cursor.past(0, 3)).isSameAs(cursor);
    assertThat(cursor.past(2, 7)).isEqualTo(new Cursor(1, new long[] {5, 0, 8}));
    assertThat(cursor.union(new Cursor(1, new long[] {2, 9})))
        .isEqualTo(new Cursor(1, new long[] {5, 9}));
    assertThat(cursor.hasPassed(new Cursor(1, new long[] {5, 0}))).isTrue();
    assertThat(cursor.hasPassed(new Cursor(1, new long[] {5, 1}))).isFalse();
  }
}
