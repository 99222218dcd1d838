package dev.parley.platform.event;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Through whatever propagation the service is set to; W3C by default. */
final class MicrometerEventTracing implements EventTracing {
  private final Tracer tracer;
  private final Propagator propagator;

  MicrometerEventTracing(Tracer tracer, Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  @Override
  public Map<String, String> currentHeaders() {
    Span span = tracer.currentSpan();
    return span == null ? Map.of() : headersOf(span);
  }

  /** Over at once: the event leaves when the transaction has committed, which nobody waits for. */
  @Override
  public Map<String, String> creating(String topic, String type) {
    Span current = tracer.currentSpan();
    if (current == null) {
      return Map.of();
    }
    Span span =
        tracer
            .spanBuilder()
            .setParent(current.context())
            .name("create " + topic)
            .kind(Span.Kind.PRODUCER)
            .tag("messaging.system", "kafka")
            .tag("messaging.operation.type", "create")
            .tag("messaging.destination.name", topic)
            .tag("messaging.message.type", type)
            .start();
    span.end();
    return headersOf(span);
  }

  private Map<String, String> headersOf(Span span) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(2);
    propagator.inject(
        span.context(), headers, (map, key, value) -> Objects.requireNonNull(map).put(key, value));
    return headers;
  }

  @Override
  public void handling(String name, List<EventEnvelope> events, Runnable work) {
    List<Span> spans = events.stream().map(event -> start(name, event)).toList();
    try (var _ = spans.size() == 1 ? tracer.withSpan(spans.getFirst()) : null) {
      work.run();
    } catch (RuntimeException e) {
      spans.forEach(span -> span.error(e));
      throw e;
    } finally {
      spans.forEach(Span::end);
    }
  }

  @Override
  public <T> T continuing(String name, @Nullable String traceParent, Supplier<T> work) {
    Span span = childOf(traceParent).name(name).start();
    try (var _ = tracer.withSpan(span)) {
      return work.get();
    } catch (RuntimeException e) {
      span.error(e);
      throw e;
    } finally {
      span.end();
    }
  }

  private Span.Builder childOf(@Nullable String traceParent) {
    Map<String, String> headers =
        traceParent == null ? Map.of() : Map.of(CloudEventHeaders.TRACE_PARENT, traceParent);
    return propagator.extract(headers, (carrier, key) -> carrier.get(key));
  }

  private Span start(String name, EventEnvelope event) {
    return childOf(event.traceParent())
        .name(name)
        .kind(Span.Kind.CONSUMER)
        .tag("messaging.system", "kafka")
        .tag("messaging.message.type", event.type())
        .start();
  }
}
