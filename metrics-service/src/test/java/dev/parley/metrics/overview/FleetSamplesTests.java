package dev.parley.metrics.overview;

import static dev.parley.metrics.overview.FleetOf.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.history.Sample;
import dev.parley.metrics.history.Series;
import dev.parley.metrics.scrape.Fleet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetSamplesTests {

  private final List<Sample> samples =
      FleetSamples.of(
          new Fleet(
              NOW,
              List.of("chat-service", "realtime-service", "gateway"),
              List.of(
                  FleetOf.up(
                      "chat-service",
                      Map.of(Measure.CONSUMER_LAG, 7.0, Measure.DATABASE_SIZE_BYTES, 4096.0)),
                  FleetOf.up(
                      "realtime-service",
                      Map.of(Measure.STREAM_LAG, 3.0, Measure.DATABASE_SIZE_BYTES, 100.0)))),
          NOW.minusSeconds(60));

  /** Each reads its events in its own way, and each has a schema of its own. */
  @Test
  void addsUpWhatServicesHaveEachForThemselves() {
    assertThat(value(Series.CONSUMER_LAG, "chat-service")).containsExactly(7.0);
    assertThat(value(Series.CONSUMER_LAG, "realtime-service")).containsExactly(3.0);
    assertThat(value(Series.CONSUMER_LAG, Sample.ALL)).containsExactly(10.0);
    assertThat(value(Series.DATABASE_SIZE, Sample.ALL)).containsExactly(4196.0);
  }

  @Test
  void leavesOutWhatNobodyKnows() {
    assertThat(value(Series.CONSUMER_LAG, "gateway")).isEmpty();
    assertThat(value(Series.OUTBOX_AGE, Sample.ALL)).isEmpty();
    assertThat(value(Series.INSTANCES_UP, "gateway")).containsExactly(0.0);
  }

  private List<Double> value(Series series, String service) {
    return samples.stream()
        .filter(it -> it.series() == series && it.service().equals(service))
        .map(Sample::sum)
        .toList();
  }
}
