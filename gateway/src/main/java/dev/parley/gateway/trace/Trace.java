package dev.parley.gateway.trace;

import dev.parley.platform.problem.TraceIds;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** One request as part of a trace. */
public final class Trace {

  private static final String ATTRIBUTE = Trace.class.getName();

  private final Tracer tracer;
  private final Propagator propagator;
  private final Span span;

  Trace(Tracer tracer, Propagator propagator, Span span) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.span = span;
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
    String id = span.context().traceId();
    return id.isEmpty() ? null : id;
  }

  private boolean isSampled() {
    return Boolean.TRUE.equals(span.context().sampled());
  }

  /** Lets whoever gets these headers go on with the trace. */
  public void handOn(HttpHeaders headers) {
    propagator.inject(span.context(), headers, HttpHeaders::set);
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
            .spanBuilder()
            .setParent(span.context())
            .kind(Span.Kind.CLIENT)
            .name(method + ' ' + service)
            .tag("peer.service", service)
            .start();
    propagator.inject(call.context(), headers, HttpHeaders::set);
    return new Call(call);
  }

  /** What is recorded meanwhile can name this trace as an example of its figure. */
  public void exemplify(Runnable recording) {
    if (!isSampled()) {
      recording.run();
      return;
    }
    try (var _ = tracer.withSpan(span)) {
      recording.run();
    }
  }

  /**
   * @param route a name from a closed set
   * @param status as it is counted
   */
  public void end(String method, String route, String path, String status) {
    if (isSampled()) {
      span.name(method + ' ' + route)
          .tag("http.request.method", method)
          .tag("http.route", route)
          .tag("url.path", path)
          .tag("http.response.status_code", status);
    }
    span.end();
  }

  public void failed(Throwable failure) {
    if (isSampled()) {
      span.error(failure);
    }
  }

  /** To a service, until its answer begins. */
  public static final class Call {

    private static final Call UNTOLD = new Call(Span.NOOP);

    private final Span span;

    private Call(Span span) {
      this.span = span;
    }

    public void answered(int status) {
      if (this != UNTOLD) {
        span.tag("http.response.status_code", status).end();
      }
    }

    public void failed(Throwable failure) {
      if (this != UNTOLD) {
        span.error(failure).end();
      }
    }

    public void cancelled() {
      if (this != UNTOLD) {
        span.event("cancelled").end();
      }
    }
  }
}
