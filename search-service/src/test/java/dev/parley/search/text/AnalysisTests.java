package dev.parley.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisTests {
  private final Analysis english = new Analysis(List.of(Language.ENGLISH));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RUNNING late | runs",
        "to be or not to be | be",
        "café | cafe",
        "Straße | STRASSE",
        "naïve | naive",
        "Ελλάδα | ελλαδα",
        "readTimeout is set | readtimeout",
        "readTimeout is set | readTimeout",
        "readTimeout is set | timeout",
        "HTTPServer | server",
        "use JavaScript | javascript",
        "use javascript | JavaScript",
        "read_timeout | timeout",
        "read_timeout | read_timeout",
        "java.util.List | util.list",
        "mail ada@example.org | example",
        "Map<String, Widget> | widgets",
        "東京都に住む | 東京",
        "東京都に住む | 都",
        "한국어 검색 | 검색",
        "well 🦓 done | 🦓",
        "v2.10.3 | 10.3"
      })
  void finds(String text, String sought) {
    assertThat(found(text, sought)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"universe | verse", "東京都 | 京東", "read the timeout | read_timeout", "cat | category"})
  void doesNotFind(String text, String sought) {
    assertThat(found(text, sought)).isFalse();
  }

  @Test
  void tellsLanguagesByTheirSmallWords() {
    Analysis several = new Analysis(List.of(Language.ENGLISH, Language.GERMAN));

    assertThat(terms(several, "das ist in den Häusern")).contains("haus");
    assertThat(several.forms("haus")).contains("haus");
    assertThat(terms(several, "the houses are old")).contains("hous");
  }

  @Test
  void saysWhereAWordStands() {
    String text = "😀 Zebra, zebras";

    assertThat(
            english.of(text).stream()
                .filter(token -> token.term().equals("zebra"))
                .map(token -> text.substring(token.start(), token.end())))
        .containsExactly("Zebra", "zebras");
  }

  @Test
  void cutsWhatIsTooLongOnBothSidesAlike() {
    String word = "🦓é".repeat(3) + "x".repeat(10_000);

    assertThat(found(word, word)).isTrue();
    assertThat(english.of(word)).allMatch(token -> token.term().length() <= 100);
  }

  /** Each of what has to stand in a row is at a place of its own, one after the other. */
  private boolean found(String text, String sought) {
    return holds(text, english.sought(sought, true)) || holds(text, english.sought(sought, false));
  }

  private boolean holds(String text, List<Set<String>> row) {
    List<Token> tokens = english.of(text);
    return tokens.stream()
        .map(Token::position)
        .anyMatch(
            first -> {
              for (int i = 0; i < row.size(); i++) {
                int at = first + i;
                Set<String> wanted = row.get(i);
                if (tokens.stream()
                    .noneMatch(t -> t.position() == at && wanted.contains(t.term()))) {
                  return false;
                }
              }
              return true;
            });
  }

  private static Set<String> terms(Analysis analysis, String text) {
    Set<String> terms = new HashSet<>();
    analysis.of(text).forEach(token -> terms.add(token.term()));
    return terms;
  }
}
