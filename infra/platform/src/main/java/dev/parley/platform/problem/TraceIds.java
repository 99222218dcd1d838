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

  /** Where an exchange names its trace by itself. */
  public static final String ATTRIBUTE = TraceIds.class.getName();

  /** Asked of the context once: it is not quick to answer. */
  private final Supplier<Optional<Tracer>> tracer;

  public TraceIds(ObjectProvider<Tracer> tracer) {
    this.tracer = SingletonSupplier.of(() -> Optional.ofNullable(tracer.getIfAvailable()));
  }

  public @Nullable String current() {
    return tracer.get().map(Tracer::currentSpan).map(span -> span.context().traceId()).orElse(null);
  }

  /** Of an exchange in a WebFlux service, whose threads belong to no request. */
  public static @Nullable String of(ServerWebExchange exchange) {
    String named = exchange.getAttribute(ATTRIBUTE);
    return named != null ? named : observed(exchange);
  }

  private static @Nullable String observed(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(context -> context.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(span -> span.context().traceId())
        .orElse(null);
  }
}
