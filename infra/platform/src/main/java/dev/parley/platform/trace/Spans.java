package dev.parley.platform.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Spans of what a service asks of others. By OpenTelemetry itself, with attributes that are put
 * together once: an observation for each statement costs more than many a statement.
 */
public final class Spans {

  /** Of a service that makes no traces. */
  public static final Spans NONE = new Spans(OpenTelemetry.noop());

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  public Spans(OpenTelemetry traces) {
    tracer = traces.getTracer("dev.parley");
    propagator = traces.getPropagators().getTextMapPropagator();
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

  /**
   * By which whoever is called goes on with the trace that runs on this thread.
   *
   * @param call as {@link #call(String, Attributes)} began it
   */
  public Map<String, String> headers(Span call) {
    Context current = Context.current();
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(2);
    propagator.inject(
        call.getSpanContext().isValid() ? current.with(call) : current,
        headers,
        (map, name, value) -> Objects.requireNonNull(map).put(name, value));
    return headers;
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
