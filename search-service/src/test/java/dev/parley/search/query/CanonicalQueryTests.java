package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.language.QueryParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which queries say the same. */
class CanonicalQueryTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tapir            | TAPIR",
        "'tapir okapi'    | '  Tapir \t okapi '",
        "\"tapir okapi\"  | \" Tapir   OKAPI\"",
        "tapir or okapi   | Tapir OR okapi",
        "tap*             | TAP*",
        "-tapir           | -Tapir",
        "role:user        | role:USER",
        "after:2026-01-31 | after:2026-01-31T01:00:00+01:00",
        "äther            | ÄTHER",
      })
  void writtenOneWayOrTheOther(String one, String other) {
    assertThat(canonical(one)).isEqualTo(canonical(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tapir            | okapi",
        "tapir            | tapir*",
        "tapir            | -tapir",
        "tapir            | \"tapir\"",
        "tapir okapi      | okapi tapir",
        "tapir okapi      | tapir or okapi",
        "'tapir okapi'    | \"tapir okapi\"",
        "javaScript       | javascript",
        "foo-bar          | foo_bar",
        "東京              | \"東 京\"",
        "tag:a            | tag:A",
        "from:ada         | in:ada",
        "'a \"b], 1:c\"'  | 'a b c'",
      })
  void whatSaysSomethingElseIsSomethingElse(String one, String other) {
    assertThat(canonical(one)).isNotEqualTo(canonical(other));
  }

  private static String canonical(String query) {
    return CanonicalQuery.of(QueryParser.parse(query).query());
  }
}
