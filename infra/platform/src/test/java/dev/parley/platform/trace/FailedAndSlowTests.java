package dev.parley.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told of traces that are not kept. */
class FailedAndSlowTests {

  private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000_000);

  private final RecordedSpans recorded = new RecordedSpans();
  private final Tracer tracer = recorded.traces().getTracer("test");

  @Test
  void isARequestThatFailed() {
    Span failed = begin("failed", SpanKind.SERVER, TraceFlags.getDefault());
    Spans.failed(failed, "500");
    failed.end(BEGIN.plusMillis(1));

    Span broken = begin("broken stream", SpanKind.SERVER, TraceFlags.getDefault());
    Spans.failed(broken.setAttribute(Conventions.STAYS_OPEN, true), "500");
    broken.end(BEGIN.plusSeconds(600));

    assertThat(recorded.ended())
        .extracting(SpanData::getName)
        .containsExactly("failed", "broken stream");
  }

  @Test
  void isARequestOrABatchThatTookLong() {
    begin("request", SpanKind.SERVER, TraceFlags.getDefault()).end(BEGIN.plusMillis(501));
    begin("batch", SpanKind.CONSUMER, TraceFlags.getDefault()).end(BEGIN.plusMillis(501));

    assertThat(recorded.ended()).extracting(SpanData::getName).containsExactly("request", "batch");
  }

  @Test
  void isNothingElse() {
    begin("quick", SpanKind.SERVER, TraceFlags.getDefault()).end(BEGIN.plusMillis(499));
    Span statement = begin("statement", SpanKind.CLIENT, TraceFlags.getDefault());
    Spans.failed(statement, "57014");
    statement.end(BEGIN.plusMillis(501));
    Span stream = begin("stream", SpanKind.SERVER, TraceFlags.getDefault());
    stream.setAttribute(Conventions.STAYS_OPEN, true).end(BEGIN.plusSeconds(600));

    assertThat(recorded.ended()).isEmpty();
  }

  @Test
  void ofThoseThatAreKeptEverythingIs() {
    begin("quick", SpanKind.SERVER, TraceFlags.getSampled()).end(BEGIN.plusMillis(1));
    begin("statement", SpanKind.CLIENT, TraceFlags.getSampled()).end(BEGIN.plusMillis(1));

    assertThat(recorded.ended()).hasSize(2);
  }

  private Span begin(String name, SpanKind kind, TraceFlags flags) {
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", flags, TraceState.getDefault());
    return tracer
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(Context.root().with(Span.wrap(caller)))
        .setStartTimestamp(BEGIN)
        .startSpan();
  }
}
