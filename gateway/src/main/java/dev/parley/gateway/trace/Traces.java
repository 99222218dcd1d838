package dev.parley.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Begins the span of each request, or goes on with the client's trace. By the tracer itself: most
 * requests are not sampled, and what observes them all the same costs more than to serve them.
 */
@Component
public final class Traces {

  private final Tracer tracer;
  private final Propagator propagator;

  Traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
    this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
    this.propagator = propagator.getIfAvailable(() -> Propagator.NOOP);
  }

  public Trace begin(ServerHttpRequest request) {
    Span span =
        propagator
            .extract(request.getHeaders(), HttpHeaders::getFirst)
            .kind(Span.Kind.SERVER)
            .name(request.getMethod().name())
            .start();
    return new Trace(tracer, propagator, span);
  }
}
