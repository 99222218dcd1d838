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
   * Runs {@code work} as what these events set off: in each trace that is kept and that caused some
   * of them there is one span. One of these is the current one, the others name it, since what is
   * done for all of them together is done once.
   */
  void handling(Handling how, List<EventEnvelope> events, Runnable work);

  /**
   * As {@link #handling}, of what several requests asked for and is done for all of them at once.
   *
   * @param traceParents of the requests, at least one; null: its trace is not known
   */
  void together(String name, List<@Nullable String> traceParents, Runnable work);

  /**
   * Runs {@code work} as part of a trace that began elsewhere, such as with the request that asked
   * for it; where that is not known, as a trace of its own.
   */
  <T> T continuing(String name, @Nullable String traceParent, Supplier<T> work);
}
