package dev.parley.gateway.serving;

import dev.parley.platform.telemetry.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** Times and counts what was served; its meters are looked up once for each kind of request. */
@Component
class ServedRequests {

  private static final String UNKNOWN = "UNKNOWN";

  /** Labels come from closed sets: none of them is what a client made up. */
  private record Kind(String method, String route, @Nullable HttpStatusCode status) {}

  private record Meters(Timer timer, Counter counter) {}

  private final MeterRegistry registry;
  private final Map<Kind, Meters> meters = new ConcurrentHashMap<>();

  ServedRequests(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param status null where the client went before there was one
   */
  void count(HttpMethod method, String route, @Nullable HttpStatusCode status, long nanos) {
    Meters of = meters.computeIfAbsent(new Kind(nameOf(method), route, status), this::registered);
    of.timer().record(nanos, TimeUnit.NANOSECONDS);
    of.counter().increment();
  }

  static String nameOf(HttpMethod method) {
    for (HttpMethod known : HttpMethod.values()) {
      if (known.equals(method)) {
        return known.name();
      }
    }
    return UNKNOWN;
  }

  static String nameOf(@Nullable HttpStatusCode status) {
    return status == null ? UNKNOWN : Integer.toString(status.value());
  }

  private Meters registered(Kind kind) {
    Tags tags =
        Tags.of("method", kind.method(), "status", nameOf(kind.status()), "uri", kind.route());
    return new Meters(
        Timer.builder(Telemetry.HTTP_REQUEST_DURATION)
            .description("requests served")
            .tags(tags.and("outcome", outcome(kind.status())))
            .register(registry),
        Counter.builder(Telemetry.HTTP_REQUESTS)
            .description("requests served")
            .tags(tags)
            .register(registry));
  }

  private static String outcome(@Nullable HttpStatusCode status) {
    HttpStatus.Series series = status == null ? null : HttpStatus.Series.resolve(status.value());
    return series == null
        ? UNKNOWN
        : series == HttpStatus.Series.SUCCESSFUL ? "SUCCESS" : series.name();
  }
}
