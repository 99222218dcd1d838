package dev.parley.search.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTests {
  private static final UUID CONVERSATION = UUID.fromString("0192e4a7-00c1-70c1-80c1-0000000000c1");

  @Test
  void wordsSideBySideAreAllWanted() {
    assertThat(query("quick fox")).isEqualTo(new Query.All(List.of(word("quick"), word("fox"))));
  }

  @Test
  void orBindsLessThanStandingSideBySide() {
    assertThat(query("quick fox OR lazy dog"))
        .isEqualTo(
            new Query.Any(
                List.of(
                    new Query.All(List.of(word("quick"), word("fox"))),
                    new Query.All(List.of(word("lazy"), word("dog"))))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"or fox", "fox or", "or or fox or or"})
  void anOrWithNothingBesideItIsNone(String text) {
    assertThat(query(text)).isEqualTo(word("fox"));
  }

  @Test
  void aMinusLeavesOutWhatFollows() {
    assertThat(query("fox -\"lazy dog\" -from:ada well-known - x"))
        .isEqualTo(
            new Query.All(
                List.of(
                    word("fox"),
                    new Query.Not(new Query.Phrase("lazy dog")),
                    new Query.Not(new Query.From("ada")),
                    word("well-known"),
                    word("-"),
                    word("x"))));
  }

  @Test
  void aQuoteThatIsNotClosedClosesAtTheEnd() {
    assertThat(query("\"to be or")).isEqualTo(new Query.Phrase("to be or"));
  }

  @Test
  void aStarLeavesAWordOpen() {
    assertThat(query("parl*")).isEqualTo(new Query.Word("parl", true));
    assertThat(query("*")).isEqualTo(word("*"));
  }

  @Test
  void operatorsNarrowDown() {
    assertThat(
            query(
                "from:\"Ada Lovelace\" in:loom tag:x source:Slack role:user before:2026-01-31"
                    + " after:2026-01-30T12:00:00+01:00 has:link conversation:"
                    + CONVERSATION))
        .isEqualTo(
            new Query.All(
                List.of(
                    new Query.From("Ada Lovelace"),
                    new Query.In("loom"),
                    new Query.Tagged("x"),
                    new Query.Source("slack"),
                    new Query.Role("user"),
                    new Query.Before(Instant.parse("2026-01-31T00:00:00Z")),
                    new Query.After(Instant.parse("2026-01-30T11:00:00Z")),
                    new Query.Has(Query.Thing.LINK),
                    new Query.InConversation(CONVERSATION))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour:red | query.unknown_operator | 'colour:'",
        "role:king | query.invalid_value | user, assistant or system",
        "has:fun | query.invalid_value | file, link or code",
        "before:tomorrow | query.invalid_value | a date like",
        "conversation:1-1-1-1-1 | query.invalid_value | the id of a conversation",
        "is:red | query.invalid_value | unread",
        "from: | query.invalid_value | 'from:' takes a value",
        "a from: ada | query.invalid_value | 'from:' takes a value",
        "tag:\"\" | query.invalid_value | 'tag:' takes a value"
      })
  void warnsOfWhatMayHaveBeenMeantOtherwise(String text, String code, String detail) {
    assertThat(QueryParser.parse(text).warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(code);
              assertThat(warning.detail()).contains(detail);
            });
  }

  @Test
  void whatIsUnreadChangesByReading() {
    ParsedQuery parsed = QueryParser.parse("-is:UNREAD");
    assertThat(parsed.query()).isEqualTo(new Query.Not(new Query.Unread()));
    assertThat(parsed.changesByReading()).isTrue();
    assertThat(QueryParser.parse("\"is:unread\" unread").changesByReading()).isFalse();
  }

  @Test
  void aCapitalMakesNoDifference() {
    assertThat(query("From:Ada")).isEqualTo(query("from:Ada"));
    assertThat(query("-HAS:link")).isEqualTo(query("-has:link"));
  }

  @Test
  void whatIsNoOperatorIsText() {
    assertThat(query("colour:red")).isEqualTo(word("colour:red"));
    assertThat(QueryParser.parse("http://a.b x: :y Ada:z \"from:ada\"").warnings()).isEmpty();
  }

  @Test
  void tooManyPartsAreCutAndThatIsSaid() {
    ParsedQuery parsed = QueryParser.parse("a ".repeat(1_000));

    assertThat(((Query.All) parsed.query()).parts()).hasSize(40);
    assertThat(parsed.warnings()).extracting(Warning::code).containsExactly("query.too_long");
  }

  /** The seed makes a failure repeatable. */
  @Test
  void whateverIsTypedMeansSomething() {
    Random random = new Random(20261122);
    String[] parts = {
      "\"",
      "-",
      ":",
      "*",
      " ",
      " or ",
      "from:",
      "-in:",
      "has:link",
      "before:2026-02-30",
      "is:",
      "\u0000",
      "\ud83d",
      "\ude00",
      "🦓",
      "\u202e",
      "(",
      ")",
      "a",
      "ß",
      "日本",
      "'; DROP",
      "&",
      "|",
      "!",
      "<->",
      ":*",
      "[a-z]+",
      "\\",
      "\n",
      "\u00a0",
      "x".repeat(10_000)
    };
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(15); j >= 0; j--) {
        text.append(
            random.nextBoolean()
                ? parts[random.nextInt(parts.length)]
                : Character.toString((char) random.nextInt(0x10000)));
      }
      assertThat(QueryParser.parse(text.toString()).query()).as("%d: %s", i, text).isNotNull();
    }
  }

  private static Query query(String text) {
    return QueryParser.parse(text).query();
  }

  private static Query word(String text) {
    return new Query.Word(text, false);
  }
}
