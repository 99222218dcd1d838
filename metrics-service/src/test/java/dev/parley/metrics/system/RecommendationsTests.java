package dev.parley.metrics.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.metrics.system.Recommendation.Severity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecommendationsTests {

  private final Recommendations recommendations = new Recommendations(0.8, 0.7, 0.9);

  @Test
  void saysNothingWhereAllIsWell() {
    assertThat(recommendations.on(used(0.69, 0.79, 0.89))).isEmpty();
  }

  @Test
  void saysNothingOfWhatIsUnknown() {
    assertThat(recommendations.on(used(null, null, null))).isEmpty();
  }

  @Test
  void saysWhatRunsShortAndWhatToDo() {
    assertThat(recommendations.on(used(0.7, 0.8, 0.96)))
        .extracting(Recommendation::code, Recommendation::severity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("memory.high", Severity.WARNING),
            org.assertj.core.groups.Tuple.tuple("cpu.high", Severity.WARNING),
            org.assertj.core.groups.Tuple.tuple("disk.high", Severity.CRITICAL));
    assertThat(recommendations.on(used(null, null, 0.96)).getFirst().text())
        .startsWith("The disk runs short: 96 % used (threshold 90 %). Free space");
  }

  private static SystemResources used(
      @Nullable Double cpu, @Nullable Double memory, @Nullable Double disk) {
    return new SystemResources(cpu, memory, disk, null, null, null, null, null, null);
  }
}
