package dev.parley.gateway.trace;

import dev.parley.platform.problem.TraceIds;
import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;

/** One request as part of a trace. */
public final class Trace {

  private static final String ATTRIBUTE = Trace.class.getName();

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final Context context;
  private final Span span;

  Trace(Tracer tracer, TextMapPropagator propagator, Context context) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.context = context;
    this.span = Span.fromContext(context);
  }

  public static Trace of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  public void keepIn(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
    String id = id();
    if (id != null) {
      exchange.getAttributes().put(TraceIds.ATTRIBUTE, id);
    }
  }

  /** Null where tracing is off. */
  public @Nullable String id() {
    SpanContext known = span.getSpanContext();
    return known.isValid() ? known.getTraceId() : null;
  }

  private boolean isSampled() {
    return span.getSpanContext().isSampled();
  }

  /** Lets whoever gets these headers go on with the trace. */
  public void handOn(HttpHeaders headers) {
    inject(context, headers);
  }

  private void inject(Context parent, HttpHeaders headers) {
    propagator.inject(
        parent, headers, (all, name, value) -> Objects.requireNonNull(all).set(name, value));
  }

  /**
   * Begins a call to a service.
   *
   * @param headers of the call, which take the trace along
   */
  public Call call(String method, String service, HttpHeaders headers) {
    if (!isSampled()) {
      handOn(headers);
      return Call.UNTOLD;
    }
    Span call =
        tracer
            .spanBuilder(method + ' ' + service)
            .setParent(context)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(Conventions.HTTP_METHOD, method)
            .setAttribute(Conventions.SERVER_ADDRESS, service)
            .startSpan();
    inject(context.with(call), headers);
    return new Call(call);
  }

  /** What is asked of others meanwhile, on this thread, is told as part of this request. */
  public <T> T asking(Supplier<T> question) {
    return isSampled() ? within(question) : question.get();
  }

  /** What is recorded meanwhile can name this trace as an example of its figure. */
  public void exemplify(Runnable recording) {
    var _ =
        asking(
            () -> {
              recording.run();
              return this;
            });
  }

  /** What is logged meanwhile names this trace, whether it is kept or not. */
  public void logging(Runnable lines) {
    var _ =
        within(
            () -> {
              lines.run();
              return this;
            });
  }

  private <T> T within(Supplier<T> work) {
    try (Scope _ = context.makeCurrent()) {
      return work.get();
    }
  }

  /** How long it takes says nothing of us. */
  public void staysOpen() {
    span.setAttribute(Conventions.STAYS_OPEN, true);
  }

  /**
   * @param method as it is counted
   * @param route a name from a closed set
   * @param status null where the client went before there was one
   */
  public void end(String method, String route, String path, @Nullable HttpStatusCode status) {
    if (span.isRecording()) {
      span.updateName(method + ' ' + route)
          .setAttribute(Conventions.HTTP_METHOD, method)
          .setAttribute(Conventions.HTTP_ROUTE, route)
          .setAttribute(Conventions.URL_PATH, path);
      if (status != null) {
        span.setAttribute(Conventions.HTTP_STATUS, status.value());
        if (status.is5xxServerError()) {
          Spans.failed(span, Integer.toString(status.value()));
        }
      }
    }
    span.end();
  }

  /** What becomes of it is the status; this says why. */
  public void failed(Throwable failure) {
    if (isSampled()) {
      span.addEvent(failure.getClass().getName());
    }
  }

  /** To a service, until its answer begins. */
  public static final class Call {

    private static final Call UNTOLD = new Call(Span.getInvalid());

    private final Span span;

    private Call(Span span) {
      this.span = span;
    }

    public void answered(int status) {
      if (this != UNTOLD) {
        span.setAttribute(Conventions.HTTP_STATUS, status);
        if (status >= 400) {
          Spans.failed(span, Integer.toString(status));
        }
        span.end();
      }
    }

    public void failed(Throwable failure) {
      Spans.failed(span, failure);
      span.end();
    }

    public void cancelled() {
      span.addEvent("cancelled");
      span.end();
    }
  }
}
