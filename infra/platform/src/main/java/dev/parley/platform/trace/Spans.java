package dev.parley.platform.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;

/**
 * Spans of what a service asks of others. By OpenTelemetry itself, with attributes that are put
 * together once: an observation for each statement costs more than many a statement.
 */
public final class Spans {

  /** Of a service that makes no traces. */
  public static final Spans NONE = new Spans(TracerProvider.noop().get(""));

  private final Tracer tracer;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** As part of what runs on this thread. */
  public Span call(String name, Attributes attributes) {
    return call(Context.current(), name, attributes);
  }

  /**
   * Begins a call, which the caller ends. What it answers does nothing where the trace that the
   * call is part of is not kept.
   */
  public Span call(Context parent, String name, Attributes attributes) {
    if (!Span.fromContext(parent).getSpanContext().isSampled()) {
      return Span.getInvalid();
    }
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .setAllAttributes(attributes)
        .startSpan();
  }

  /** By its class alone: what an exception says may be what somebody has said, or a secret. */
  public static void failed(Span span, Throwable failure) {
    failed(span, failure.getClass().getName());
  }

  /**
   * @param type from a closed set
   */
  public static void failed(Span span, String type) {
    span.setStatus(StatusCode.ERROR).setAttribute(Conventions.ERROR_TYPE, type);
  }
}
