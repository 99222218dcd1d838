package dev.parley.platform.trace;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;

/** Of what is observed within a service: as Micrometer has it, but for what failures say. */
final class InnerSpans extends DefaultTracingObservationHandler {

  InnerSpans(Tracer tracer) {
    super(tracer);
  }

  @Override
  public void onError(Observation.Context context) {
    HttpSpans.failed(context, getRequiredSpan(context));
  }
}
