package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTests {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Duration SOON = Duration.ofSeconds(5);

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    receiver.close();
  }

  @Test
  void joinsATraceFromTwoServicesPlainAndCompressed() throws Exception {
    send(export("gateway", "00000000000000a1", "", Span.SpanKind.SPAN_KIND_SERVER), false);
    send(
        export(
            "chat-service",
            "00000000000000a2",
            "00000000000000a1",
            Span.SpanKind.SPAN_KIND_CONSUMER),
        true);

    receiver.awaitTrace(
        TRACE,
        SOON,
        trace -> {
          assertThat(trace.services()).containsExactly("chat-service", "gateway");
          assertThat(trace.isConnected()).isTrue();
          assertThat(trace.of("chat-service"))
              .singleElement()
              .satisfies(
                  span -> {
                    assertThat(span.name()).isEqualTo("work");
                    assertThat(span.kind()).isEqualTo(ReceivedSpan.Kind.CONSUMER);
                    assertThat(span.parentId()).isEqualTo("00000000000000a1");
                    assertThat(span.attributes()).containsEntry("db.system", "postgresql");
                    assertThat(span.events()).containsExactly("retried {why=it was away}");
                    assertThat(span.isFailed()).isTrue();
                    assertThat(span.status().message()).isEqualTo("gave up");
                  });
        });
  }

  @Test
  void seesThatALinkIsMissing() throws Exception {
    send(export("gateway", "00000000000000a1", "", Span.SpanKind.SPAN_KIND_SERVER), false);
    send(
        export(
            "chat-service", "00000000000000a2", "00000000000000ff", Span.SpanKind.SPAN_KIND_SERVER),
        false);
    receiver.awaitTrace(
        TRACE,
        SOON,
        trace -> {
          assertThat(trace.services()).hasSize(2);
          assertThat(trace.isConnected()).isFalse();
        });
  }

  @Test
  void waitsNoLongerThanItsBound() {
    assertThatThrownBy(
            () ->
                receiver.awaitTrace(
                    TRACE,
                    Duration.ofMillis(200),
                    trace -> assertThat(trace.services()).contains("gateway")))
        .isInstanceOf(ConditionTimeoutException.class)
        .hasMessageContaining(TRACE);
  }

  private void send(ExportTraceServiceRequest request, boolean compressed) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (compressed) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
        request.writeTo(gzip);
      }
    } else {
      request.writeTo(body);
    }
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create(receiver.tracesUrl()))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    if (compressed) {
      post.header("Content-Encoding", "gzip");
    }
    assertThat(client.send(post.build(), BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
  }

  private static ExportTraceServiceRequest export(
      String service, String id, String parent, Span.SpanKind kind) {
    Span span =
        Span.newBuilder()
            .setTraceId(bytes(TRACE))
            .setSpanId(bytes(id))
            .setParentSpanId(bytes(parent))
            .setName("work")
            .setKind(kind)
            .addAttributes(text("db.system", "postgresql"))
            .addEvents(
                Span.Event.newBuilder()
                    .setName("retried")
                    .addAttributes(text("why", "it was away")))
            .setStatus(
                Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage("gave up"))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", service)))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
