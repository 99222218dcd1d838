package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello @ada | ada",
        "@Ada, @BOB! | ada bob",
        "(@ada) and @ada again | ada",
        "ask @grace.hopper. | grace.hopper",
        "@under_score_ @d-a-s-h- | under_score_ d-a-s-h",
        "mail ada@example.org | ''",
        "@@ada | ''",
        "no one at all | ''",
        "@ ada | ''",
        "@a | ''"
      })
  void areNamesAfterAnAtSign(String text, String names) {
    assertThat(Mentions.in(text))
        .containsExactlyInAnyOrderElementsOf(
            names.isEmpty() ? List.of() : List.of(names.split(" ")));
  }

  @Test
  void areBounded() {
    String text =
        IntStream.range(0, 500).mapToObj(i -> "@user" + i).collect(Collectors.joining(" "));

    assertThat(Mentions.in(text)).hasSize(50);
  }
}
