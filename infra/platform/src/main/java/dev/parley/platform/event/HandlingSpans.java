package dev.parley.platform.event;

import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;

/** One for each trace that a batch is part of. */
record HandlingSpans(Context current, List<Span> all) {

  /**
   * @param causes one for each trace; the first is the one that goes on
   */
  static HandlingSpans begin(
      Tracer tracer, Handling how, List<Context> causes, List<EventEnvelope> events) {
    Attributes attributes = attributes(how, events);
    List<Span> spans = new ArrayList<>(causes.size());
    for (Context cause : causes) {
      SpanBuilder span =
          tracer
              .spanBuilder(how.spanName())
              .setParent(cause)
              .setSpanKind(SpanKind.CONSUMER)
              .setAllAttributes(attributes);
      if (!spans.isEmpty()) {
        span.addLink(spans.getFirst().getSpanContext());
      }
      spans.add(span.startSpan());
    }
    return new HandlingSpans(causes.getFirst().with(spans.getFirst()), spans);
  }

  private static Attributes attributes(Handling how, List<EventEnvelope> events) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Conventions.MESSAGING_SYSTEM, "kafka")
            .put(Conventions.MESSAGING_OPERATION, how.name())
            .put(Conventions.MESSAGING_OPERATION_TYPE, "process")
            .put(Conventions.MESSAGING_DESTINATION, how.topic())
            .put(Conventions.MESSAGING_GROUP, how.group());
    if (how.partition() != null) {
      attributes.put(Conventions.MESSAGING_PARTITION, how.partition().toString());
    }
    if (events.size() > 1) {
      attributes.put(Conventions.MESSAGING_COUNT, (long) events.size());
    } else {
      attributes.put(Conventions.EVENT_TYPE, events.getFirst().type());
    }
    return attributes.build();
  }

  void failed(RuntimeException failure) {
    all.forEach(span -> Spans.failed(span, failure));
  }

  void end() {
    all.forEach(Span::end);
  }
}
