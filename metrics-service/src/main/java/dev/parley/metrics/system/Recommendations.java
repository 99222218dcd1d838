package dev.parley.metrics.system;

import dev.parley.metrics.system.Recommendation.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The shares from which on something should be done. */
@ConfigurationProperties("parley.recommendations")
public record Recommendations(
    @DefaultValue("0.8") double memory,
    @DefaultValue("0.7") double cpu,
    @DefaultValue("0.9") double disk) {

  /** From here on users notice, or soon will. */
  private static final double CRITICAL = 0.95;

  public List<Recommendation> on(SystemResources resources) {
    return Stream.of(
            over(
                "memory.high",
                "Memory",
                resources.memoryUsage(),
                memory,
                "Stop what else runs on this machine, lower the heap of services that leave much"
                    + " of it unused, or move services to another machine."),
            over(
                "cpu.high",
                "The processor",
                resources.cpuUsage(),
                cpu,
                "If this lasts, run a further instance of the busiest service on another machine."),
            over(
                "disk.high",
                "The disk",
                resources.diskUsage(),
                disk,
                "Free space or enlarge it soon: a full disk stops PostgreSQL and Kafka."))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Recommendation> over(
      String code, String what, @Nullable Double share, double threshold, String advice) {
    if (share == null || share < threshold) {
      return List.of();
    }
    String figure =
        String.format(
            Locale.ROOT, "%.0f %% used (threshold %.0f %%)", share * 100, threshold * 100);
    return List.of(
        Recommendation.of(
            code,
            share >= CRITICAL ? Severity.CRITICAL : Severity.WARNING,
            what + " runs short",
            figure,
            advice));
  }
}
