package dev.parley.platform.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The id of the trace that runs now, where tracing is on. */
public final class TraceIds {

  private final ObjectProvider<Tracer> tracer;

  public TraceIds(ObjectProvider<Tracer> tracer) {
    this.tracer = tracer;
  }

  public @Nullable String current() {
    Tracer available = tracer.getIfAvailable();
    Span span = available == null ? null : available.currentSpan();
    return span == null ? null : span.context().traceId();
  }
}
