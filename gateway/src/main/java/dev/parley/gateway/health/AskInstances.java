package dev.parley.gateway.health;

import dev.parley.gateway.health.Health.Check;
import dev.parley.gateway.health.Health.Instance;
import dev.parley.platform.health.HealthCheck;
import dev.parley.platform.health.InstanceHealth;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks all instances of all services, at the same time. Whoever asks within a second, or while the
 * answer is being found, gets the same one; one that hangs costs its deadline and no more.
 */
@Component
class AskInstances {

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final List<String> SERVICES =
      List.of("chat-service", "search-service", "realtime-service", "metrics-service");

  private final DiscoveryClient discovery;
  private final WebClient http;
  private final HealthCheck own;
  private final Mono<Health> health;

  AskInstances(DiscoveryClient discovery, WebClient.Builder http, HealthCheck own) {
    this.discovery = discovery;
    this.http = http.build();
    this.own = own;
    this.health = Mono.defer(this::asked).cache(REMEMBERED);
  }

  Mono<Health> health() {
    return health;
  }

  private Mono<Health> asked() {
    Mono<Map<String, Check>> services =
        Flux.fromIterable(SERVICES)
            .flatMapSequential(
                service -> check(service).map(check -> Map.entry(shortName(service), check)))
            .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new);
    return services
        .subscribeOn(Schedulers.boundedElastic())
        .zipWith(Mono.fromFuture(own::ask), AskInstances::summed);
  }

  private static Health summed(Map<String, Check> services, InstanceHealth gateway) {
    var self = new Instance(gateway.status(), gateway.version(), gateway.dependencies());
    services.put("gateway", Check.of(List.of(self)));
    return Health.of(gateway.version(), services);
  }

  private Mono<Check> check(String service) {
    return Flux.fromIterable(discovery.getInstances(service))
        .flatMap(this::ask)
        .collectList()
        .map(Check::of);
  }

  private Mono<Instance> ask(ServiceInstance instance) {
    return http.get()
        .uri(instance.getUri().resolve("/internal/health"))
        .retrieve()
        .bodyToMono(Instance.class)
        .timeout(DEADLINE)
        .onErrorReturn(Instance.SILENT)
        .defaultIfEmpty(Instance.SILENT);
  }

  private static String shortName(String service) {
    return service.replace("-service", "");
  }
}
