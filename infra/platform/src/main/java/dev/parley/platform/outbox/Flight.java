package dev.parley.platform.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Rows on their way to Kafka, told by the producer's thread how they fare. */
final class Flight implements Callback {
  private final long[] ids;
  private final String firstHeaders;
  private final Signal signal;
  private final long departed = System.nanoTime();
  private final AtomicInteger unanswered;
  private volatile @Nullable Exception failure;

  Flight(List<OutboxRow> rows, Signal signal) {
    this.ids = rows.stream().mapToLong(OutboxRow::id).toArray();
    this.firstHeaders = rows.getFirst().headers();
    this.signal = signal;
    this.unanswered = new AtomicInteger(ids.length);
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null) {
      failure = exception;
      signal.raise();
    } else if (unanswered.decrementAndGet() == 0) {
      signal.raise();
    }
  }

  boolean landed() {
    return unanswered.get() == 0;
  }

  @Nullable Exception failure() {
    return failure;
  }

  long[] ids() {
    return ids;
  }

  /** Of many events, which may belong to many traces, the first one's in what is logged. */
  MDC.MDCCloseable nameTrace() {
    return MDC.putCloseable("traceId", HeaderLines.traceId(firstHeaders));
  }

  long nanosSinceDeparture() {
    return System.nanoTime() - departed;
  }
}
