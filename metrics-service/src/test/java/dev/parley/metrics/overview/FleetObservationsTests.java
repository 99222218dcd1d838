package dev.parley.metrics.overview;

import static dev.parley.metrics.overview.FleetOf.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.metrics.alert.AlertMetric;
import dev.parley.metrics.alert.Observations;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.history.Sample;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetObservationsTests {

  private static final List<String> SERVICES =
      AlertMetric.INSTANCES_UP.services().stream().sorted().toList();

  /** A rule that is accepted and finds no figure would be silent for ever. */
  @ParameterizedTest
  @EnumSource(AlertMetric.class)
  void haveAFigureForWhateverARuleMayBeAbout(AlertMetric metric) {
    Observations found =
        of(SERVICES.stream().map(service -> FleetOf.up(service, everything())).toList());
    assertThat(found.of(metric, Sample.ALL)).isNotNull();
    assertThat(metric.services())
        .allSatisfy(service -> assertThat(found.of(metric, service)).as(service).isNotNull());
  }

  @Test
  void countTheInstancesOfAServiceThatDiscoveryKnowsNobodyOf() {
    Observations found = of(List.of(FleetOf.up("gateway", everything())));
    assertThat(found.of(AlertMetric.INSTANCES_UP, "gateway")).isEqualTo(1);
    assertThat(found.of(AlertMetric.INSTANCES_UP, "search-service")).isEqualTo(0);
    assertThat(found.of(AlertMetric.INSTANCES_UP, Sample.ALL)).isEqualTo(1);
    assertThat(found.of(AlertMetric.INSTANCES_DOWN, "search-service")).isEqualTo(0);
  }

  /** One machine that runs out is not helped by the others. */
  @Test
  void areOfTheHostThatIsWorstOff() {
    Observations found =
        of(
            List.of(
                FleetOf.up("gateway", memory(100, 80)),
                FleetOf.up("chat-service", memory(1000, 50)),
                FleetOf.up("search-service", Map.of())));
    assertThat(found.of(AlertMetric.MEMORY_USAGE, Sample.ALL)).isEqualTo(0.95);
    assertThat(found.of(AlertMetric.MEMORY_USAGE, "gateway")).isCloseTo(0.2, within(1e-9));
    assertThat(found.of(AlertMetric.MEMORY_USAGE, "search-service")).isNull();
  }

  private static Map<Measure, Double> memory(double total, double available) {
    return Map.of(
        Measure.HOST_MEMORY_TOTAL_BYTES, total, Measure.HOST_MEMORY_AVAILABLE_BYTES, available);
  }

  /** The last look at a processor finds it busy or idle; neither has lasted. */
  @Test
  void areOfTheProcessorWhatTheLastMinuteWasInTheMean() {
    Observations found =
        of(
            List.of(
                FleetOf.saying("gateway", Measure.HOST_CPU_USAGE, 1.0, 0.2, 0.3, 0.4),
                FleetOf.saying("chat-service", Measure.HOST_CPU_USAGE, 0.1, 0.0, 0.0, 0.9),
                FleetOf.saying("search-service", Measure.CPU_USAGE, 1.0, 0.1, 0.2, 0.9)));
    assertThat(found.of(AlertMetric.CPU_USAGE, Sample.ALL)).isCloseTo(0.3, within(1e-9));
    assertThat(found.of(AlertMetric.CPU_USAGE, "search-service")).isCloseTo(0.4, within(1e-9));
  }

  private static Observations of(List<Instance> instances) {
    var fleet = new Fleet(NOW, SERVICES, instances);
    return FleetObservations.of(fleet, DescribeFleet.unadvised(fleet, Duration.ofMinutes(1)));
  }

  private static Map<Measure, Double> everything() {
    return Arrays.stream(Measure.values()).collect(Collectors.toMap(Function.identity(), _ -> 1.0));
  }
}
