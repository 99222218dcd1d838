package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTests {

  @Test
  void aShortTextIsShownWhole() {
    Snippet snippet = of("one [two] three");

    assertThat(snippet.text()).isEqualTo("one two three");
    assertThat(marked(snippet)).containsExactly("two");
  }

  @Test
  void aLongTextIsCutAroundItsDensestStretch() {
    String text =
        "[far] " + "filler ".repeat(200) + "[near] and [near] again " + "filler ".repeat(200);
    Snippet snippet = of(text);

    assertThat(snippet.text()).startsWith("…filler").endsWith("filler…").hasSizeBetween(200, 242);
    assertThat(marked(snippet)).containsExactly("near", "near");
  }

  @Test
  void aCutNeverHalvesACharacter() {
    for (int shift = 0; shift < 4; shift++) {
      Snippet snippet = of("x".repeat(shift) + "🦓".repeat(400) + "[hit]" + "🦓".repeat(400));

      assertThat(snippet.text()).isEqualTo(PlainText.of(snippet.text()));
      assertThat(marked(snippet)).containsExactly("hit");
    }
  }

  @Test
  void aTextWithoutAMatchShowsItsBeginning() {
    Snippet snippet = of("word ".repeat(100));

    assertThat(snippet.text()).startsWith("word word").endsWith("word…");
    assertThat(snippet.highlights()).isEmpty();
  }

  @Test
  void aMatchLongerThanTheSnippetIsNotHighlightedInPart() {
    Snippet snippet = of("[" + "a".repeat(500) + "]");

    assertThat(snippet.text()).hasSize(241);
    assertThat(snippet.highlights()).isEmpty();
  }

  private static Snippet of(String brackets) {
    List<Highlight> highlights = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = 0;
    for (int i = 0; i < brackets.length(); i++) {
      switch (brackets.charAt(i)) {
        case '[' -> start = text.length();
        case ']' -> highlights.add(new Highlight(start, text.length()));
        default -> text.append(brackets.charAt(i));
      }
    }
    return Snippet.of(text.toString(), highlights);
  }

  private static List<String> marked(Snippet snippet) {
    return snippet.highlights().stream()
        .map(h -> snippet.text().substring(h.start(), h.end()))
        .toList();
  }
}
