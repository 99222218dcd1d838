package dev.parley.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One span as it was exported; ids in lower-case hex.
 *
 * @param parentId empty where it is the root
 * @param events what happened meanwhile, each with its name and attributes
 * @param status what is said of how it ended
 */
public record ReceivedSpan(
    String traceId,
    String id,
    String parentId,
    String service,
    String name,
    Kind kind,
    Map<String, String> attributes,
    List<String> events,
    Status status) {

  /** How it ended. */
  public record Status(boolean failed, String message) {}

  /** What OpenTelemetry tells apart. */
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  static ReceivedSpan of(String service, Span span) {
    return new ReceivedSpan(
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        service,
        span.getName(),
        kind(span.getKind()),
        texts(span.getAttributesList()),
        span.getEventsList().stream()
            .map(event -> event.getName() + " " + texts(event.getAttributesList()))
            .toList(),
        new Status(
            span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
            span.getStatus().getMessage()));
  }

  public boolean isFailed() {
    return status.failed();
  }

  /** Whether the other one was set off by this one in another service. */
  public boolean isParentElsewhere(ReceivedSpan other) {
    return other.parentId().equals(id) && !other.service().equals(service);
  }

  static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    for (KeyValue each : attributes) {
      var value = each.getValue();
      texts.put(
          each.getKey(),
          switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> String.valueOf(value.getBoolValue());
            case INT_VALUE -> String.valueOf(value.getIntValue());
            default -> value.toString();
          });
    }
    return texts;
  }

  private static Kind kind(Span.SpanKind kind) {
    return switch (kind) {
      case SPAN_KIND_SERVER -> Kind.SERVER;
      case SPAN_KIND_CLIENT -> Kind.CLIENT;
      case SPAN_KIND_PRODUCER -> Kind.PRODUCER;
      case SPAN_KIND_CONSUMER -> Kind.CONSUMER;
      default -> Kind.INTERNAL;
    };
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
