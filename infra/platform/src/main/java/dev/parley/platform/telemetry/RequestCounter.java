package dev.parley.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.RequestReplyReceiverContext;

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
    if (!Telemetry.HTTP_REQUEST_DURATION.equals(context.getName())) {
      return;
    }
    registry
        .counter(
            Telemetry.HTTP_REQUESTS,
            Tags.of(
                "method", tag(context, "method"),
                "status", tag(context, "status"),
                "uri", tag(context, "uri")))
        .increment();
  }

  /** By its kind: asked before the observation has its name. */
  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof RequestReplyReceiverContext;
  }

  private static String tag(Observation.Context context, String key) {
    var value = context.getLowCardinalityKeyValue(key);
    return value == null ? "UNKNOWN" : value.getValue();
  }
}
