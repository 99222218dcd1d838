package dev.parley.gateway.balancing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All services that routes lead to, watched in the background: a request only reads an array. */
@Component
@EnableConfigurationProperties(InstanceSettings.class)
class Instances implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Instances.class);

  private final DiscoveryClient discovery;
  private final InstanceSettings settings;
  private final RouteDefinitionLocator routes;
  private final Probe probe;
  private final Map<String, Watched> services = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService timer;

  Instances(DiscoveryClient discovery, InstanceSettings settings, RouteDefinitionLocator routes) {
    this.discovery = discovery;
    this.settings = settings;
    this.routes = routes;
    this.probe = new Probe(settings);
  }

  /** By its name in discovery. */
  Service of(String name) {
    return services.computeIfAbsent(name, it -> new Watched(new Service(it), probe)).service();
  }

  /** Before the first request is taken, so that it finds somebody. */
  @Override
  public void start() {
    routes
        .getRouteDefinitions()
        .map(RouteDefinition::getUri)
        .filter(uri -> "lb".equals(uri.getScheme()))
        .doOnNext(uri -> of(Routing.serviceName(uri)))
        .blockLast();
    look().block();
    timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("instances").factory());
    long interval = settings.probeInterval().toMillis();
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> look().subscribe(), interval, interval, TimeUnit.MILLISECONDS);
  }

  private Mono<Void> look() {
    return Flux.fromIterable(services.values())
        .flatMap(each -> each.look(addresses(each.service().name())))
        .then();
  }

  /** Null where discovery cannot say: then those stay that were there. */
  private @Nullable List<String> addresses(String service) {
    try {
      return discovery.getInstances(service).stream()
          .map(
              each ->
                  "%s://%s:%d"
                      .formatted(
                          each.isSecure() ? "https" : "http", each.getHost(), each.getPort()))
          .toList();
    } catch (RuntimeException e) {
      log.warn("Discovery does not say where {} is: {}", service, e.toString());
      return null;
    }
  }

  @Override
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
