package dev.parley.platform.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.RequestReplyReceiverContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts served requests beside timing them, since the documents of the united systems name the
 * counter {@code http_requests_total}.
 */
final class RequestCounter implements ObservationHandler<Observation.Context> {

  /** Labels, which come from closed sets: so do those that are looked up once and remembered. */
  private record Kind(String method, String status, String uri) {}

  private final MeterRegistry registry;
  private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

  RequestCounter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onStop(Observation.Context context) {
    if (!Telemetry.HTTP_REQUEST_DURATION.equals(context.getName())) {
      return;
    }
    Kind kind = new Kind(tag(context, "method"), tag(context, "status"), tag(context, "uri"));
    counters.computeIfAbsent(kind, this::counter).increment();
  }

  private Counter counter(Kind kind) {
    return registry.counter(
        Telemetry.HTTP_REQUESTS,
        Tags.of("method", kind.method(), "status", kind.status(), "uri", kind.uri()));
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
