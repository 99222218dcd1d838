package dev.parley.platform.trace;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.RequestReplyReceiverContext;
import io.micrometer.observation.transport.RequestReplySenderContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * What Spring observes of HTTP, told in OpenTelemetry's words. Its figures keep Spring's: they are
 * other people's contract.
 */
final class HttpSpans {

  private HttpSpans() {}

  static boolean served(Observation.Context context) {
    return context instanceof RequestReplyReceiverContext;
  }

  static boolean asked(Observation.Context context) {
    return context instanceof RequestReplySenderContext;
  }

  /** Of a request that was answered here. */
  static void tellServed(Observation.Context context, Span span, @Nullable String host) {
    if (!span.isRecording()) {
      return;
    }
    tellBoth(context, span, 500);
    String route = low(context, "uri");
    if (route != null && route.startsWith("/")) {
      span.setAttribute(Conventions.HTTP_ROUTE, route);
    }
    KeyValue path = context.getHighCardinalityKeyValue("http.url");
    if (path != null) {
      span.setAttribute(Conventions.URL_PATH, withoutQuery(path.getValue()));
    }
    if (host != null) {
      span.setAttribute(Conventions.SERVER_ADDRESS, withoutPort(host));
    }
  }

  /** Of one that was sent to somebody else. */
  static void tellAsked(Observation.Context context, Span span) {
    if (!span.isRecording()) {
      return;
    }
    tellBoth(context, span, 400);
    String template = low(context, "uri");
    if (template != null && template.startsWith("/")) {
      span.setAttribute(Conventions.URL_TEMPLATE, withoutQuery(template));
    }
    String host = low(context, "client.name");
    if (host != null && !host.equals("none")) {
      span.setAttribute(Conventions.SERVER_ADDRESS, host);
    }
  }

  /**
   * @param failing the first status that is a failure: what the client did wrong is none of the
   *     server's
   */
  private static void tellBoth(Observation.Context context, Span span, int failing) {
    String method = low(context, "method");
    if (method != null) {
      span.setAttribute(Conventions.HTTP_METHOD, method);
    }
    int status = status(low(context, "status"));
    if (status > 0) {
      span.setAttribute(Conventions.HTTP_STATUS, status);
    }
    if (context.getError() != null) {
      Spans.failed(span, context.getError());
    } else if (status >= failing) {
      Spans.failed(span, Integer.toString(status));
    }
  }

  static void failed(Observation.Context context, io.micrometer.tracing.Span span) {
    if (context.getError() != null) {
      Spans.failed(OtelSpan.toOtel(span), context.getError());
    }
  }

  private static @Nullable String low(Observation.Context context, String key) {
    KeyValue value = context.getLowCardinalityKeyValue(key);
    return value == null ? null : value.getValue();
  }

  /** Zero where there was no answer, for which Spring has words. */
  private static int status(@Nullable String text) {
    return text != null && text.length() == 3 && text.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(text)
        : 0;
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }
}
