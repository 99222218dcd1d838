package dev.parley.gateway.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether everything behind the gateway works, without a word on where it runs. */
@RestController
class HealthController {

  private static final List<String> SERVICES =
      List.of("chat-service", "search-service", "realtime-service", "metrics-service");
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  private final DiscoveryClient discovery;
  private final WebClient http;
  private final String version;
  private final Mono<Health> health;

  HealthController(
      DiscoveryClient discovery, WebClient.Builder http, ObjectProvider<BuildProperties> build) {
    this.discovery = discovery;
    this.http = http.build();
    BuildProperties properties = build.getIfAvailable();
    this.version = properties == null ? "unknown" : String.valueOf(properties.getVersion());
    this.health = Mono.defer(this::asked).cache(Duration.ofSeconds(1));
  }

  record Check(String status, int instances) {}

  record Health(String status, String version, Map<String, Check> checks) {}

  @GetMapping("/api/health")
  Mono<Health> health() {
    return health;
  }

  private Mono<Health> asked() {
    return Flux.fromIterable(SERVICES)
        .flatMap(service -> check(service).map(check -> Map.entry(service, check)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .map(this::summed)
        .subscribeOn(Schedulers.boundedElastic());
  }

  private Mono<Check> check(String service) {
    return Flux.fromIterable(discovery.getInstances(service))
        .flatMap(this::ready)
        .filter(ready -> ready)
        .count()
        .map(ready -> new Check(ready > 0 ? "ok" : "down", ready.intValue()));
  }

  private Mono<Boolean> ready(ServiceInstance instance) {
    return http.get()
        .uri(instance.getUri().resolve("/readyz"))
        .exchangeToMono(
            answer -> answer.releaseBody().thenReturn(answer.statusCode().is2xxSuccessful()))
        .timeout(DEADLINE)
        .onErrorReturn(false);
  }

  private Health summed(Map<String, Check> found) {
    var checks = new LinkedHashMap<String, Check>();
    SERVICES.forEach(
        name ->
            checks.put(
                name.replace("-service", ""), found.getOrDefault(name, new Check("down", 0))));
    long down = checks.values().stream().filter(c -> c.status().equals("down")).count();
    String status = down == 0 ? "ok" : down == checks.size() ? "down" : "degraded";
    return new Health(status, version, checks);
  }
}
