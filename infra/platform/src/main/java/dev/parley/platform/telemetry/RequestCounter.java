package dev.parley.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Counts served requests beside timing them, since the documents of the united systems name the
 * counter {@code http_requests_total}.
 */
final class RequestCounter implements ObservationHandler<Observation.Context> {

  private final MeterRegistry registry;

  RequestCounter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onStop(Observation.Context context) {
    registry
        .counter(
            Telemetry.HTTP_REQUESTS,
            Tags.of(
                "method", tag(context, "method"),
                "status", tag(context, "status"),
                "uri", tag(context, "uri")))
        .increment();
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return Telemetry.HTTP_REQUEST_DURATION.equals(context.getName());
  }

  private static String tag(Observation.Context context, String key) {
    var value = context.getLowCardinalityKeyValue(key);
    return value == null ? "UNKNOWN" : value.getValue();
  }
}
