package dev.parley.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTests {

  @Test
  void readsNamesLabelsAndValues() {
    assertThat(
            Exposition.parse(
                    """
                    # HELP jvm_threads how many
                    # TYPE jvm_threads gauge

                    jvm_threads 42.0
                    a:b_1{x="1", y = "2" ,} 1.5e-3 1700000000000
                    """)
                .samples())
        .containsExactly(
            new Sample("jvm_threads", Map.of(), 42),
            new Sample("a:b_1", Map.of("x", "1", "y", "2"), 0.0015));
  }

  @Test
  void undoesEscapes() {
    assertThat(Exposition.parse("a{x=\"q\\\"b\\\\n\\n}, #{\"} 1").samples())
        .containsExactly(new Sample("a", Map.of("x", "q\"b\\n\n}, #{"), 1));
  }

  @Test
  void readsWhatIsNoOrdinaryNumber() {
    assertThat(Exposition.parse("a NaN\nb +Inf\nc -Inf\nd -.5\ne 1.\n").samples())
        .extracting(Sample::value)
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.5, 1.0);
  }

  @Test
  void passesExemplarsOver() {
    assertThat(
            Exposition.parse("a_bucket{le=\"0.1\"} 8 # {trace_id=\"ab\"} 0.05 1700000000.1\n# EOF")
                .samples())
        .containsExactly(new Sample("a_bucket", Map.of("le", "0.1"), 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a ",
        "a{} ",
        "{x=\"1\"} 1",
        "1a 1",
        "a{x=\"1} 1",
        "a{x=\"1\"",
        "a{x=1} 1",
        "a{x=\"\\t\"} 1",
        "a{x=\"1\" y=\"2\"} 1",
        "a{x=\"1\",x=\"2\"} 1",
        "a{\"x\"=\"1\"} 1",
        "a 0x1p3",
        "a 1d",
        "a 1 2 3",
        "a 1 soon",
        "a one",
        "<html>",
        "{\"json\": true}",
        "a{x=\"1\\",
      })
  void leavesOutAndCountsWhatItCannotRead(String line) {
    var exposition = Exposition.parse("before 1\n" + line + "\nafter 2\n");
    assertThat(exposition.samples()).extracting(Sample::name).containsExactly("before", "after");
    assertThat(exposition.skippedLines()).isEqualTo(1);
  }

  @Test
  void boundsLabelsAndLines() {
    String manyLabels =
        String.join(",", IntStream.range(0, 40).mapToObj(i -> "l" + i + "=\"\"").toList());
    var exposition =
        Exposition.parse(
            Stream.of(
                    "a{x=\"" + "v".repeat(256) + "\"} 1",
                    "b{x=\"" + "v".repeat(257) + "\"} 1",
                    "c{" + manyLabels + "} 1",
                    "d" + "d".repeat(9000) + " 1")
                .reduce("", (text, line) -> text + line + "\n"));
    assertThat(exposition.samples()).extracting(Sample::name).containsExactly("a");
    assertThat(exposition.skippedLines()).isEqualTo(3);
  }

  @Test
  void boundsHowManySamplesThereAre() {
    var exposition = Exposition.parse("a 1\n".repeat(60_000));
    assertThat(exposition.samples()).hasSize(50_000);
    assertThat(exposition.skippedLines()).isEqualTo(10_000);
  }

  @Test
  void survivesNoise() {
    var random = new Random(7);
    String alphabet = "ab_{}=\",\\ \n#+-.eE19NaInf\u0000é";
    String noise =
        random
            .ints(200_000, 0, alphabet.length())
            .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
            .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
            .toString();
    assertThat(Exposition.parse(noise).skippedLines()).isPositive();
  }
}
