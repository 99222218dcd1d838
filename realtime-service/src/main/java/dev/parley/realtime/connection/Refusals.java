package dev.parley.realtime.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.ProblemBody;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.telemetry.Telemetry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.springframework.stereotype.Component;

/** Problem details (RFC 9457) where there is no web framework around. */
@Component
final class Refusals {

  private final ObjectMapper mapper;
  private final Tracer tracer;
  private final Propagator propagator;

  Refusals(ObjectMapper mapper, Tracer tracer, Propagator propagator) {
    this.mapper = mapper;
    this.tracer = tracer;
    this.propagator = propagator;
  }

  void send(ChannelHandlerContext context, HttpRequest request, ProblemException problem) {
    Span span =
        propagator
            .extract(request, (from, name) -> from.headers().get(name))
            .name("connection refused")
            .kind(Span.Kind.SERVER)
            .start();
    String traceId = span.context().traceId();
    try (var _ = tracer.withSpan(span)) {
      byte[] body = body(problem, path(request.uri()), traceId);
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(problem.status().value()),
              Unpooled.wrappedBuffer(body));
      var _ =
          response
              .headers()
              .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
              .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
              .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
              .set(Telemetry.REQUEST_ID_HEADER, traceId);
      if (problem.retryAfter() != null) {
        var _ =
            response.headers().set(HttpHeaderNames.RETRY_AFTER, problem.retryAfter().toSeconds());
      }
      if (problem.status().value() == HttpResponseStatus.UPGRADE_REQUIRED.code()) {
        var _ =
            response
                .headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
      }
      var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    } finally {
      span.end();
    }
  }

  private static String path(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  private byte[] body(ProblemException problem, String path, String traceId) {
    try {
      return mapper.writeValueAsBytes(ProblemBody.of(problem, path, traceId));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is always JSON", e);
    }
  }
}
