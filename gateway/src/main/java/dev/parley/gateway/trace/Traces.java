package dev.parley.gateway.trace;

import dev.parley.platform.trace.Conventions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.InetSocketAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Begins the span of each request, or goes on with the client's trace. By the tracer itself: most
 * requests are not sampled, and what observes them all the same costs more than to serve them.
 */
@Component
public final class Traces {

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  Traces(ObjectProvider<OpenTelemetry> traces) {
    OpenTelemetry found = traces.getIfAvailable(OpenTelemetry::noop);
    tracer = found.getTracer("dev.parley");
    propagator = found.getPropagators().getTextMapPropagator();
  }

  public Trace begin(ServerHttpRequest request) {
    Context caller =
        propagator.extract(Context.root(), request.getHeaders(), HeadersIn.OF_A_REQUEST);
    Span span =
        tracer
            .spanBuilder(request.getMethod().name())
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .startSpan();
    if (span.isRecording()) {
      InetSocketAddress asked = request.getHeaders().getHost();
      if (asked != null) {
        span.setAttribute(Conventions.SERVER_ADDRESS, asked.getHostString());
      }
    }
    return new Trace(tracer, propagator, caller.with(span));
  }
}
