package dev.parley.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.telemetry.SlowOperations;
import dev.parley.platform.trace.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OtelEventTracingTests {

  private static final String ONE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";
  private static final Handling INDEXING = new Handling("process", "chat.events", "search", 3);

  private final RecordedSpans spans = new RecordedSpans();
  private final EventTracing tracing =
      new OtelEventTracing(spans.traces(), new SlowOperations(0.5));

  @Test
  void anEventThatIsMadeIsPartOfTheTraceThatMadeIt() {
    Map<String, String> headers =
        spans.traced(() -> tracing.creating("chat.events", "chat.message.posted.v1"));

    SpanData made = spans.ended().getFirst();
    assertThat(headers.get("traceparent")).contains(made.getTraceId(), made.getSpanId());
    assertThat(made.getName()).isEqualTo("create chat.events");
    assertThat(made.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(text(made, "messaging.system")).isEqualTo("kafka");
    assertThat(text(made, "messaging.destination.name")).isEqualTo("chat.events");
    assertThat(text(made, "messaging.operation.name")).isEqualTo("create");
    assertThat(text(made, "messaging.operation.type")).isEqualTo("create");
  }

  @Test
  void anEventThatIsHandledGoesOnWithItsTrace() {
    List<String> current = new ArrayList<>();
    tracing.handling(
        INDEXING,
        List.of(event(ONE, "01")),
        () -> current.add(Span.current().getSpanContext().getTraceId()));

    assertThat(current).containsExactly(ONE);
    SpanData handled = spans.ended().getFirst();
    assertThat(handled.getName()).isEqualTo("process chat.events");
    assertThat(handled.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(handled.getTraceId()).isEqualTo(ONE);
    assertThat(text(handled, "messaging.system")).isEqualTo("kafka");
    assertThat(text(handled, "messaging.destination.name")).isEqualTo("chat.events");
    assertThat(text(handled, "messaging.destination.partition.id")).isEqualTo("3");
    assertThat(text(handled, "messaging.consumer.group.name")).isEqualTo("search");
    assertThat(text(handled, "messaging.operation.type")).isEqualTo("process");
  }

  @Test
  void aBatchIsOneSpanInEachTraceThatIsKept() {
    tracing.handling(
        INDEXING,
        List.of(event(ONE, "01"), event(ONE, "01"), event(OTHER, "01"), event(trace(), "00")),
        () -> {});

    assertThat(spans.ended())
        .extracting(SpanData::getTraceId)
        .containsExactlyInAnyOrder(ONE, OTHER);
    assertThat(spans.ended())
        .allSatisfy(
            span ->
                assertThat(
                        span.getAttributes()
                            .get(AttributeKey.longKey("messaging.batch.message_count")))
                    .isEqualTo(4));
  }

  /** What was done for all of them together was done once, and is told there. */
  @Test
  void theOtherTracesOfABatchNameTheOneThatGoesOn() {
    tracing.handling(INDEXING, List.of(event(ONE, "01"), event(OTHER, "01")), () -> {});

    SpanData other = of(OTHER);
    assertThat(other.getLinks())
        .extracting(LinkData::getSpanContext)
        .singleElement()
        .satisfies(link -> assertThat(link.getSpanId()).isEqualTo(of(ONE).getSpanId()));
  }

  @Test
  void whereNoTraceIsKeptLogsNameOneAllTheSame() {
    List<String> current = new ArrayList<>();
    tracing.handling(
        INDEXING,
        List.of(event(ONE, "00"), event(OTHER, "00")),
        () -> current.add(Span.current().getSpanContext().getTraceId()));

    assertThat(current).containsExactly(ONE);
    assertThat(spans.ended()).isEmpty();
  }

  @Test
  void aBatchThatFailsIsToldInAnyCaseByTheClassOfItsFailure() {
    assertThatThrownBy(
            () ->
                tracing.handling(
                    INDEXING,
                    List.of(event(ONE, "00")),
                    () -> {
                      throw new IllegalStateException("sesame");
                    }))
        .isInstanceOf(IllegalStateException.class);

    SpanData failed = of(ONE);
    assertThat(text(failed, "error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.getEvents()).isEmpty();
    assertThat(failed.getStatus().getDescription()).isEmpty();
  }

  /** As of posts that share a transaction. */
  @Test
  void whatIsDoneForSeveralRequestsAtOnceIsPartOfEach() {
    List<String> current = new ArrayList<>();
    tracing.together(
        "commit",
        Arrays.asList(null, parent(OTHER, "00"), parent(ONE, "01")),
        () -> current.add(Span.current().getSpanContext().getTraceId()));

    assertThat(current).containsExactly(ONE);
    assertThat(spans.ended()).extracting(SpanData::getName).containsExactly("commit");
    assertThat(of(ONE).getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void whatAHostileHeaderSaysIsNoTrace() {
    for (String parent : List.of("", "01", "x".repeat(55), "00-" + ONE + "-00f067aa0ba902b7")) {
      tracing.handling(INDEXING, List.of(event(null).withTraceParent(parent)), () -> {});
    }

    assertThat(spans.ended()).hasSize(4).noneMatch(span -> span.getTraceId().equals(ONE));
  }

  private SpanData of(String trace) {
    return spans.ended().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .findFirst()
        .orElseThrow();
  }

  private static String trace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static EventEnvelope event(String trace, String flags) {
    return event(parent(trace, flags));
  }

  private static String parent(String trace, String flags) {
    return "00-%s-00f067aa0ba902b7-%s".formatted(trace, flags);
  }

  private static EventEnvelope event(@Nullable String parent) {
    EventEnvelope event =
        EventEnvelope.of(
            UUID.randomUUID(),
            "test.counted.v1",
            URI.create("/test"),
            Instant.EPOCH,
            "key",
            new byte[0]);
    return parent == null ? event : event.withTraceParent(parent);
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }
}
