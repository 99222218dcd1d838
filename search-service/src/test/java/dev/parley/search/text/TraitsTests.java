package dev.parley.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTests {

  @ParameterizedTest
  @CsvSource({
    "see https://example.org/a, true",
    "(HTTP://example.org), true",
    "xhttps://example.org, false",
    "https://, false",
    "http is a word, false"
  })
  void aLinkBeginsAWord(String text, boolean link) {
    assertThat(Traits.hasLink(text)).isEqualTo(link);
  }

  /** Whoever sends such a message must not hold up the next ones. */
  @Test
  void aTextIsReadOnce() {
    var text = new Counted("a" + "\u0301".repeat(15_999));

    assertThat(Traits.hasLink(text)).isFalse();
    assertThat(text.reads).isLessThan(10L * text.length());
  }

  private static final class Counted implements CharSequence {
    private final String text;
    private long reads;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
