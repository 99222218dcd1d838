package dev.parley.platform.trace;

import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.micrometer.tracing.propagation.Propagator;

/** One span for each request that is served. */
final class ServerSpans<C>
    extends PropagatingReceiverTracingObservationHandler<ReceiverContext<C>> {

  ServerSpans(Tracer tracer, Propagator propagator) {
    super(tracer, propagator);
  }

  @Override
  public void tagSpan(ReceiverContext<C> context, Span span) {
    if (HttpSpans.served(context)) {
      String host = context.getGetter().get(context.getCarrier(), "Host");
      HttpSpans.tellServed(context, OtelSpan.toOtel(span), host);
    } else {
      super.tagSpan(context, span);
    }
  }

  @Override
  public void onError(ReceiverContext<C> context) {
    HttpSpans.failed(context, getRequiredSpan(context));
  }
}
