package dev.parley.gateway.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.openapi.ApiDescription;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks each service for its part of the API's description, when somebody wants to read it. */
@Component
class OpenApi {

  private static final Logger log = LoggerFactory.getLogger(OpenApi.class);
  private static final List<String> SERVICES =
      List.of("chat-service", "search-service", "realtime-service", "metrics-service");
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);
  private static final int LARGEST_PART = 4 << 20;

  private final DiscoveryClient discovery;
  private final WebClient http;
  private final Mono<Document> document;

  OpenApi(DiscoveryClient discovery, WebClient.Builder http) {
    this.discovery = discovery;
    this.http =
        http.clone().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_PART)).build();
    var parts =
        Mono.fromSupplier(() -> new ApiParts(ApiDescription.ofThisService(), SERVICES)).cache();
    this.document =
        parts
            .flatMap(it -> asked(it).then(Mono.fromSupplier(it::whole)))
            .subscribeOn(Schedulers.boundedElastic())
            .cache(ASK_AGAIN_AFTER);
  }

  Mono<Document> document() {
    return document;
  }

  private Mono<Void> asked(ApiParts parts) {
    return Flux.fromIterable(SERVICES)
        .flatMap(service -> part(service).map(part -> Map.entry(service, part)))
        .publishOn(Schedulers.boundedElastic())
        .doOnNext(part -> parts.put(part.getKey(), part.getValue()))
        .then();
  }

  /** Of the first instance that answers; always tried in one order, lest the whole changes. */
  private Mono<ObjectNode> part(String service) {
    return Flux.fromIterable(discovery.getInstances(service))
        .sort(Comparator.comparing(instance -> instance.getUri().toString()))
        .concatMap(instance -> ask(instance, service))
        .next()
        .timeout(DEADLINE, Mono.empty());
  }

  private Mono<ObjectNode> ask(ServiceInstance instance, String service) {
    return http.get()
        .uri(instance.getUri().resolve("/internal/openapi"))
        .retrieve()
        .bodyToMono(ObjectNode.class)
        .filter(part -> part.has("openapi"))
        .onErrorResume(
            failure -> {
              log.warn("{} does not describe its API: {}", service, failure.toString());
              return Mono.empty();
            });
  }
}
