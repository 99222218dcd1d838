package dev.parley.gateway.balancing;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Asks an instance itself whether it is ready. */
final class Probe {

  /** What came of asking. */
  enum Said {
    READY,
    NOT_READY,
    /** In time. It may be busy, or who asks may. */
    NOTHING
  }

  private final HttpClient http;
  private final String path;
  private final Duration timeout;

  Probe(InstanceSettings settings) {
    path = settings.probePath();
    timeout = settings.probeTimeout();
    // connections of its own: waiting behind requests would say nothing of the instance
    http = HttpClient.create(ConnectionProvider.builder("probes").maxConnections(4).build());
  }

  Mono<Said> ask(Instance instance) {
    return http.get()
        .uri(instance.base() + path)
        .response()
        .map(answer -> answer.status().code() / 100 == 2 ? Said.READY : Said.NOT_READY)
        // the connection may have been kept for longer than the instance meant to
        .retry(1)
        .timeout(timeout)
        .onErrorResume(TimeoutException.class, _ -> Mono.just(Said.NOTHING))
        .onErrorReturn(Said.NOT_READY);
  }
}
