package dev.parley.metrics.overview;

import static dev.parley.metrics.overview.FleetOf.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.metrics.alert.AlertMetric;
import dev.parley.metrics.alert.Observations;
import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.history.Sample;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Instance;
import dev.parley.metrics.system.SystemResources;
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
  private static final SystemResources RESOURCES =
      new SystemResources(0.5, 0.5, 0.5, 2L, 1L, 2L, 1L, 1.0, 1);

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

  private static Observations of(List<Instance> instances) {
    var fleet = new Fleet(NOW, SERVICES, instances);
    return FleetObservations.of(
        fleet, DescribeFleet.unadvised(RESOURCES, fleet, Duration.ofMinutes(1)));
  }

  private static Map<Measure, Double> everything() {
    return Arrays.stream(Measure.values()).collect(Collectors.toMap(Function.identity(), _ -> 1.0));
  }
}
