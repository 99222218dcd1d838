package dev.parley.gateway.forward;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long instances take until they begin to answer. No tag holds an address. */
@Component
class UpstreamFigures {

  private static final int NO_ANSWER = 0;

  private record Kind(String route, String method, int status) {}

  private final MeterRegistry registry;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  UpstreamFigures(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(String route, String method, int status, long nanos) {
    timers
        .computeIfAbsent(new Kind(route, method, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(String route, String method, long nanos) {
    answered(route, method, NO_ANSWER, nanos);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("gateway.upstream.requests")
        .description("calls to instances, until an answer began")
        .tag("route", kind.route())
        .tag("method", kind.method())
        .tag("status", kind.status() == NO_ANSWER ? "none" : Integer.toString(kind.status()))
        .register(registry);
  }
}
