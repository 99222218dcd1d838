package dev.parley.platform.problem;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.ServerWebExchange;

/** The id of the trace that runs now, where tracing is on. */
public final class TraceIds {

  /** Asked of the context once: it is not quick to answer. */
  private final Supplier<Optional<Tracer>> tracer;

  public TraceIds(ObjectProvider<Tracer> tracer) {
    this.tracer = SingletonSupplier.of(() -> Optional.ofNullable(tracer.getIfAvailable()));
  }

  public @Nullable String current() {
    return tracer.get().map(Tracer::currentSpan).map(span -> span.context().traceId()).orElse(null);
  }

  /**
   * Of an exchange in a WebFlux service, whose threads belong to no request: what was observed of
   * it knows.
   */
  public static @Nullable String of(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(context -> context.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(span -> span.context().traceId())
        .orElse(null);
  }
}
