package dev.parley.platform.event;

import dev.parley.platform.telemetry.SlowOperations;
import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Through whatever propagation the service is set to; W3C by default. */
final class OtelEventTracing implements EventTracing {

  private record Made(String topic, String type) {}

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final SlowOperations slow;
  private final Map<Made, Attributes> made = new ConcurrentHashMap<>();

  OtelEventTracing(OpenTelemetry traces, SlowOperations slow) {
    tracer = traces.getTracer("dev.parley");
    propagator = traces.getPropagators().getTextMapPropagator();
    this.slow = slow;
  }

  @Override
  public Map<String, String> currentHeaders() {
    return headersOf(Context.current());
  }

  /** Over at once: the event leaves when the transaction has committed, which nobody waits for. */
  @Override
  public Map<String, String> creating(String topic, String type) {
    if (!Span.current().getSpanContext().isSampled()) {
      return currentHeaders();
    }
    Span span =
        tracer
            .spanBuilder("create " + topic)
            .setSpanKind(SpanKind.PRODUCER)
            .setAllAttributes(made.computeIfAbsent(new Made(topic, type), OtelEventTracing::told))
            .startSpan();
    span.end();
    return headersOf(Context.current().with(span));
  }

  private static Attributes told(Made event) {
    return Attributes.of(
        Conventions.MESSAGING_SYSTEM, "kafka",
        Conventions.MESSAGING_DESTINATION, event.topic(),
        Conventions.MESSAGING_OPERATION, "create",
        Conventions.MESSAGING_OPERATION_TYPE, "create",
        Conventions.EVENT_TYPE, event.type());
  }

  private Map<String, String> headersOf(Context context) {
    if (!Span.fromContext(context).getSpanContext().isValid()) {
      return Map.of();
    }
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(2);
    propagator.inject(
        context, headers, (map, key, value) -> Objects.requireNonNull(map).put(key, value));
    return headers;
  }

  @Override
  public void handling(Handling how, List<EventEnvelope> events, Runnable work) {
    List<Context> causes = causes(events.stream().map(EventEnvelope::traceParent).toList());
    SharedSpans spans =
        SharedSpans.begin(
            tracer, how.spanName(), SpanKind.CONSUMER, how.attributes(events), causes);
    within(spans, () -> "%s, %d events".formatted(how.spanName(), events.size()), work);
  }

  @Override
  public void together(String name, List<@Nullable String> traceParents, Runnable work) {
    SharedSpans spans =
        SharedSpans.begin(
            tracer, name, SpanKind.INTERNAL, Attributes.empty(), causes(traceParents));
    within(spans, () -> "%s, %d together".formatted(name, traceParents.size()), work);
  }

  private void within(SharedSpans spans, Supplier<String> what, Runnable work) {
    try (var _ = spans.current().makeCurrent()) {
      slow.watch(what, work);
    } catch (RuntimeException e) {
      spans.failed(e);
      throw e;
    } finally {
      spans.end();
    }
  }

  /** The traces that are kept, each by one of its parents; else any. */
  private List<Context> causes(List<@Nullable String> traceParents) {
    Map<String, Context> kept = new LinkedHashMap<>();
    for (String parent : traceParents) {
      if (parent != null && Sampled.says(parent)) {
        kept.computeIfAbsent(Sampled.traceOf(parent), _ -> contextOf(parent));
      }
    }
    return kept.isEmpty()
        ? List.of(contextOf(traceParents.getFirst()))
        : List.copyOf(kept.values());
  }

  @Override
  public <T> T continuing(String name, @Nullable String traceParent, Supplier<T> work) {
    Span span = tracer.spanBuilder(name).setParent(contextOf(traceParent)).startSpan();
    try (var _ = span.makeCurrent()) {
      return work.get();
    } catch (RuntimeException e) {
      Spans.failed(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  private Context contextOf(@Nullable String traceParent) {
    return traceParent == null
        ? Context.root()
        : propagator.extract(
            Context.root(), Map.of(CloudEventHeaders.TRACE_PARENT, traceParent), Header.IN);
  }
}
