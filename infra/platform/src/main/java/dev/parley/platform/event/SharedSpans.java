package dev.parley.platform.event;

import dev.parley.platform.trace.Spans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;

/** Of what is done for several traces at once: one in each. */
record SharedSpans(Context current, List<Span> all) {

  /**
   * @param causes one for each trace; the first is the one that goes on
   */
  static SharedSpans begin(
      Tracer tracer, String name, SpanKind kind, Attributes attributes, List<Context> causes) {
    List<Span> spans = new ArrayList<>(causes.size());
    for (Context cause : causes) {
      SpanBuilder span =
          tracer.spanBuilder(name).setParent(cause).setSpanKind(kind).setAllAttributes(attributes);
      if (!spans.isEmpty()) {
        span.addLink(spans.getFirst().getSpanContext());
      }
      spans.add(span.startSpan());
    }
    return new SharedSpans(causes.getFirst().with(spans.getFirst()), spans);
  }

  void failed(RuntimeException failure) {
    all.forEach(span -> Spans.failed(span, failure));
  }

  void end() {
    all.forEach(Span::end);
  }
}
