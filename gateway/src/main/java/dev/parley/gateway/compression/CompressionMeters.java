package dev.parley.gateway.compression;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What compressing brings, and what it costs. */
final class CompressionMeters {

  private record Meters(DistributionSummary ratio, DistributionSummary saved, Timer time) {}

  private final Map<Coding, Meters> meters = new EnumMap<>(Coding.class);

  CompressionMeters(MeterRegistry registry) {
    for (Coding coding : Coding.values()) {
      meters.put(
          coding,
          new Meters(
              DistributionSummary.builder("http.compression.ratio")
                  .description("How many times smaller an answer became")
                  .tag("coding", coding.token())
                  .register(registry),
              DistributionSummary.builder("http.compression.saved")
                  .description("How much smaller an answer became")
                  .baseUnit("bytes")
                  .tag("coding", coding.token())
                  .register(registry),
              Timer.builder("http.compression.time")
                  .description("Compressing one answer")
                  .tag("coding", coding.token())
                  .register(registry)));
    }
  }

  void compressed(Coding coding, long before, long after, long nanos) {
    Meters of = meters.get(coding);
    if (of != null && after > 0) {
      of.ratio().record((double) before / after);
      of.saved().record((double) Math.max(0, before - after));
      of.time().record(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
