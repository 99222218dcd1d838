package dev.parley.platform.trace;

import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.micrometer.tracing.propagation.Propagator;

/** One span for each request that Spring's clients send. */
final class ClientSpans<C> extends PropagatingSenderTracingObservationHandler<SenderContext<C>> {

  ClientSpans(Tracer tracer, Propagator propagator) {
    super(tracer, propagator);
  }

  @Override
  public void tagSpan(SenderContext<C> context, Span span) {
    if (HttpSpans.asked(context)) {
      HttpSpans.tellAsked(context, OtelSpan.toOtel(span));
    } else {
      super.tagSpan(context, span);
    }
  }

  @Override
  public void onError(SenderContext<C> context) {
    HttpSpans.failed(context, getRequiredSpan(context));
  }
}
