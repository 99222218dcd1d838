package dev.parley.metrics.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.metrics.figures.Histogram;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.ProblemAssert;
import dev.parley.testing.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcOperations;

/** With a history of its own, which nobody else writes: no round ends while it runs. */
@ParleyTest(
    postgres = "metrics_history",
    kafka = true,
    properties = {"parley.scrape.services=", "DISCOVERY_URL=", "parley.history.every=1d"})
class HistoryIntegrationTests {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @LocalServerPort private int port;
  @Autowired private History history;
  @Autowired private HistoryQuery query;
  @Autowired private Samples samples;
  @Autowired private Partitions partitions;
  @Autowired private JdbcOperations jdbc;
  @Autowired private Clock clock;

  @BeforeEach
  void nothingIsKeptYet() {
    jdbc.execute("TRUNCATE sample_5s, sample_1m, sample_10m");
  }

  @Test
  void gathersHistogramsAndNotPercentiles() {
    Instant minute = minuteAgo(2);
    // 990 fast ones, then 10 slow ones: a mean of the two p95 would be half a second
    history.write(minute, List.of(times(990, 990)));
    history.write(minute.plusSeconds(5), List.of(times(0, 10)));
    history.thinOut(minute.plusSeconds(60));

    assertThat(rows("sample_1m")).isEqualTo(1);
    assertThat(valueAt("response_time_p95", minute, Duration.ofMinutes(1)))
        .isCloseTo(0.1 * 0.95 * 1000 / 990, within(1e-9));
  }

  @Test
  void addsUpSharesByTheirWeightAndKeepsWhatWasHighest() {
    Instant minute = minuteAgo(2);
    history.write(
        minute,
        List.of(
            Sample.share(Series.ERROR_RATE, "all", 1, 10),
            Sample.value(Series.CONSUMER_LAG, "all", 500)));
    history.write(
        minute.plusSeconds(5),
        List.of(
            Sample.share(Series.ERROR_RATE, "all", 0, 990),
            Sample.value(Series.CONSUMER_LAG, "all", 3)));
    history.thinOut(minute.plusSeconds(60));

    assertThat(valueAt("error_rate", minute, Duration.ofMinutes(1))).isEqualTo(0.001);
    assertThat(valueAt("consumer_lag", minute, Duration.ofMinutes(1))).isEqualTo(500);
  }

  @Test
  void gathersAStretchOnlyOnceItIsOverAndOnlyOnce() {
    Instant minute = minuteAgo(5);
    history.write(minute, List.of(Sample.value(Series.CPU_USAGE, "all", 0.5)));
    history.thinOut(minute.plusSeconds(59));
    assertThat(rows("sample_1m")).isZero();
    history.thinOut(minute.plusSeconds(60));
    history.thinOut(minute.plusSeconds(65));
    assertThat(rows("sample_1m")).isEqualTo(1);
  }

  @Test
  void goesOnAfterAPauseOfTheWriter() {
    Instant first = minuteAgo(50);
    history.write(first, List.of(Sample.value(Series.CPU_USAGE, "all", 0.1)));
    history.write(minuteAgo(3), List.of(Sample.value(Series.CPU_USAGE, "all", 0.9)));
    history.thinOut(clock.instant());
    assertThat(rows("sample_1m")).isEqualTo(2);
  }

  @Test
  void aSecondWriterOfTheSameMomentChangesNothing() {
    Instant at = minuteAgo(1);
    history.write(at, List.of(Sample.value(Series.CPU_USAGE, "all", 0.5)));
    history.write(at.plusSeconds(3), List.of(Sample.value(Series.CPU_USAGE, "all", 0.7)));
    assertThat(rows("sample_5s")).isEqualTo(1);
    assertThat(valueAt("cpu_usage", at, Duration.ofSeconds(5))).isEqualTo(0.5);
  }

  @Test
  void dropsPartitionsOfWhatIsOld() {
    history.write(minuteAgo(3 * 60), List.of(Sample.value(Series.CPU_USAGE, "all", 0.5)));
    history.write(minuteAgo(1), List.of(Sample.value(Series.CPU_USAGE, "all", 0.5)));
    int before = partitions("sample_5s");
    history.thinOut(clock.instant());
    assertThat(partitions("sample_5s")).isLessThan(before);
    assertThat(rows("sample_5s")).isEqualTo(1);
  }

  /** A partition goes when all in it is too old, so that nothing goes early. */
  @Test
  void keepsTheCoarsestForThirtyDays() {
    Instant now = clock.instant();
    Instant kept = Resolution.COARSE.stretchOf(now.minus(Duration.ofDays(30)).plusSeconds(3600));
    Instant old = Resolution.COARSE.stretchOf(now.minus(Duration.ofDays(34)));
    for (Instant at : List.of(kept, old)) {
      partitions.prepare(Resolution.COARSE, at);
      samples.write(Resolution.COARSE, at, List.of(Sample.value(Series.CPU_USAGE, "all", 0.5)));
    }
    history.thinOut(now);
    assertThat(rows("sample_10m")).isEqualTo(1);
    assertThat(valueAt("cpu_usage", kept, Duration.ofMinutes(10))).isEqualTo(0.5);
  }

  @Test
  void answersWithAGapWhereNothingIsKnown() {
    Instant at = minuteAgo(2);
    history.write(at, List.of(Sample.value(Series.CPU_USAGE, "all", 0.25)));
    var answer =
        Api.atPort(port)
            .as(TestTokens.adminToken().value())
            .get(
                "/api/v1/performance/history?metric=cpu_usage&step=5s&from=%s&to=%s"
                    .formatted(at, at.plusSeconds(15)))
            .json(200);
    assertThat(answer.path("step_seconds").asLong()).isEqualTo(5);
    assertThat(answer.path("points")).hasSize(3);
    assertThat(Instant.parse(answer.at("/points/0/0").asText())).isEqualTo(at);
    assertThat(answer.at("/points/0/1").asDouble()).isEqualTo(0.25);
    assertThat(answer.at("/points/1/1").isNull()).isTrue();
  }

  /** A point of a step that began earlier would tell of a part of it as if it were all. */
  @Test
  void tellsOfNothingBeforeWhatWasAskedFor() {
    Instant at = minuteAgo(3);
    for (int second = 0; second < 120; second += 5) {
      history.write(at.plusSeconds(second), List.of(Sample.value(Series.CPU_USAGE, "all", 0.5)));
    }
    assertThat(
            query.points(
                Metric.named("cpu_usage").orElseThrow(),
                "all",
                at.plusSeconds(20),
                at.plusSeconds(120),
                Duration.ofMinutes(1),
                clock.instant()))
        .extracting(Point::at)
        .containsExactly(at.plusSeconds(60));
  }

  @Test
  void widensTheStepWhereNothingFinerIsKept() {
    Instant now = clock.instant();
    assertThat(HistoryQuery.possible(Duration.ofSeconds(5), now.minus(Duration.ofHours(2)), now))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(HistoryQuery.possible(Duration.ofSeconds(5), now.minus(Duration.ofDays(2)), now))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(HistoryQuery.possible(Duration.ofSeconds(7), now.minusSeconds(60), now))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(HistoryQuery.possible(Duration.ofHours(1), now.minusSeconds(60), now))
        .isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metric=password",
        "metric=cpu_usage&step=1s",
        "metric=cpu_usage&service=%00",
        "metric=cpu_usage&to=-1000000000-01-01T00:00:00Z",
        "metric=cpu_usage&service=nobody's",
        "metric=cpu_usage&step=soon",
        "metric=cpu_usage&from=yesterday",
        "metric=cpu_usage&from=2020-01-01T00:00:00Z",
        "metric=cpu_usage&to=2020-01-01T00:00:00Z",
        "metric=cpu_usage&to=9999-01-01T00:00:00Z",
      })
  void refusesWhatItCannotAnswer(String parameters) {
    Api.atPort(port)
        .as(TestTokens.adminToken().value())
        .get("/api/v1/performance/history?" + parameters)
        .assertProblem(400, "history.invalid");
  }

  @Test
  void namesTheParameterThatIsWrong() {
    refused("metric=cpu_usage&to=9999-01-01T00:00:00Z", "history.invalid").hasErrorAt("to");
    refused("metric=cpu_usage&from=2020-01-01T00:00:00Z", "history.invalid").hasErrorAt("from");
    refused("metric=cpu_usage&form=2026-01-01T00:00:00Z", "request.invalid_parameter")
        .hasErrorAt("form");
  }

  @Test
  void tellsAllThatIsKeptAsFinelyAsItIsKept() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var answer =
        Api.atPort(port)
            .as(TestTokens.adminToken().value())
            .get(
                "/api/v1/performance/history?metric=cpu_usage&step=10m&from=%s&to=%s"
                    .formatted(now.minus(Duration.ofDays(30)), now))
            .json(200);
    assertThat(answer.path("points").size()).isBetween(4_319, 4_321);
  }

  private ProblemAssert refused(String parameters, String code) {
    return Api.atPort(port)
        .as(TestTokens.adminToken().value())
        .get("/api/v1/performance/history?" + parameters)
        .assertProblem(400, code);
  }

  @Test
  void isForAdminsOnly() {
    Api.atPort(port)
        .as(TestTokens.userToken("alice").value())
        .get("/api/v1/performance/history?metric=cpu_usage")
        .assertProblem(403, "access.denied");
  }

  private static Sample times(double upToATenth, double all) {
    return Sample.histogram(
        Series.RESPONSE_TIME,
        "all",
        Histogram.of(Map.of(0.1, upToATenth, 1.0, all, INFINITY, all)));
  }

  private Instant minuteAgo(int minutes) {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes));
  }

  private double valueAt(String metric, Instant at, Duration step) {
    var value =
        query
            .points(
                Metric.named(metric).orElseThrow(), "all", at, at.plus(step), step, clock.instant())
            .getFirst()
            .value();
    return value == null ? Double.NaN : value;
  }

  private int rows(String table) {
    Integer rows = jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
    return rows == null ? 0 : rows;
  }

  private int partitions(String table) {
    Integer found =
        jdbc.queryForObject(
            "SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass(?)",
            Integer.class,
            table);
    return found == null ? 0 : found;
  }
}
