package dev.parley.gateway.resilience;

import dev.parley.gateway.resilience.Guard.Kind;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** One guard for each route, put together from what application.yml says of it and its service. */
@Component
@EnableConfigurationProperties(LoadSettings.class)
class Guards {

  private final LoadSettings settings;
  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final TimeLimiterRegistry deadlines;
  private final MeterRegistry meters;
  private final Map<String, AdaptiveLimit> limits = new ConcurrentHashMap<>();
  private final Map<String, Guard> guards = new ConcurrentHashMap<>();

  Guards(
      LoadSettings settings,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads,
      TimeLimiterRegistry deadlines,
      MeterRegistry meters) {
    this.settings = settings;
    this.breakers = breakers;
    this.bulkheads = bulkheads;
    this.deadlines = deadlines;
    this.meters = meters;
  }

  Guard of(String route, String service) {
    Guard known = guards.get(route);
    return known != null ? known : guards.computeIfAbsent(route, _ -> guard(route, service));
  }

  private Guard guard(String route, String service) {
    String only = settings.routes().get(route);
    List<Bulkhead> walls = new ArrayList<>();
    walls.add(bulkheads.bulkhead(service));
    bulkheads.find(route).ifPresent(walls::add);
    return new Guard(
        breakers.circuitBreaker(route),
        walls,
        settings.shedding() && !settings.unmeasured().contains(route) ? limitOf(service) : null,
        kind(only == null ? LoadSettings.READ : only),
        kind(only == null ? LoadSettings.WRITE : only),
        deadlines.timeLimiter(route).getTimeLimiterConfig().getTimeoutDuration(),
        settings.retryAfter());
  }

  private AdaptiveLimit limitOf(String service) {
    return limits.computeIfAbsent(
        service,
        _ -> {
          var limit = new AdaptiveLimit(settings, System.nanoTime());
          Gauge.builder("gateway.load.limit", limit, AdaptiveLimit::limit)
              .description("requests that this service gets at once")
              .tag("upstream", service)
              .register(meters);
          Gauge.builder("gateway.load.under.way", limit, AdaptiveLimit::underWay)
              .description("requests that this service has not answered yet")
              .tag("upstream", service)
              .register(meters);
          return limit;
        });
  }

  private Kind kind(String name) {
    Counter shed =
        Counter.builder("gateway.load.shed")
            .description("requests refused because there was too much to do")
            .tag("kind", name)
            .register(meters);
    return new Kind(settings.share(name), shed::increment);
  }
}
