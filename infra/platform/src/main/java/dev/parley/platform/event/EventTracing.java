package dev.parley.platform.event;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries the trace over Kafka: out with an event's headers, in with what handles it. */
public interface EventTracing {

  /** Headers that make whoever reads them continue the current trace; empty where there is none. */
  Map<String, String> currentHeaders();

  /**
   * As {@link #currentHeaders}, but of a span that stands for the making of this event, so that a
   * trace shows where it went from one service to the log.
   */
  Map<String, String> creating(String topic, String type);

  /**
   * Runs {@code work} inside one span per event, each a child of the trace that caused the event.
   * For a single event its span is also the current one; more than one share a thread, so none of
   * them is.
   */
  void handling(String name, List<EventEnvelope> events, Runnable work);

  /**
   * Runs {@code work} as part of a trace that began elsewhere, such as with the request that asked
   * for it; where that is not known, as a trace of its own.
   */
  <T> T continuing(String name, @Nullable String traceParent, Supplier<T> work);

  /** For services without tracing. */
  EventTracing NONE =
      new EventTracing() {
        @Override
        public Map<String, String> currentHeaders() {
          return Map.of();
        }

        @Override
        public Map<String, String> creating(String topic, String type) {
          return Map.of();
        }

        @Override
        public void handling(String name, List<EventEnvelope> events, Runnable work) {
          work.run();
        }

        @Override
        public <T> T continuing(String name, @Nullable String traceParent, Supplier<T> work) {
          return work.get();
        }
      };
}
