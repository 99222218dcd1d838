package dev.parley.platform.kafka;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.event.Handling;
import dev.parley.platform.event.MalformedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.support.KafkaUtils;

/**
 * What a batch listener does with the records it gets. All of them are handled together; where that
 * fails, one after the other, so that only those that cannot be handled go to the dead letters and
 * the rest flows on, in order. When the database is away nothing is given up: the failure goes to
 * the container, which delivers the batch again.
 *
 * <p>The container commits the offsets after the listener has returned, hence after the
 * transaction.
 */
public final class EventBatches {
  private final Units units;
  private final DeadLetters deadLetters;
  private final EventTracing tracing;
  private final Retries retries;

  EventBatches(Units units, DeadLetters deadLetters, EventTracing tracing, Retries retries) {
    this.units = units;
    this.deadLetters = deadLetters;
    this.tracing = tracing;
    this.retries = retries;
  }

  /**
   * Each event once, in one transaction with the memory of having been handled.
   *
   * @param consumer names this handling in the inbox; never to be changed
   */
  public void handleOnce(
      String consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Consumer<List<EventEnvelope>> handler) {
    handle(consumer, records, events -> units.once(consumer, events, handler));
  }

  /** Each event at least once, without inbox or transaction: for what only lives in memory. */
  public void handleAtLeastOnce(
      String consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Consumer<List<EventEnvelope>> handler) {
    handle(consumer, records, handler);
  }

  private void handle(
      String consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Consumer<List<EventEnvelope>> unit) {
    List<Arrival> arrivals = read(consumer, records);
    if (arrivals.isEmpty()) {
      return;
    }
    try {
      traced(arrivals, unit);
    } catch (RuntimeException e) {
      failOnOutage(e);
      // On its own, even if it came alone: the failed attempt has left nothing behind.
      arrivals.forEach(arrival -> handleAlone(consumer, arrival, unit));
    }
  }

  private List<Arrival> read(String consumer, List<ConsumerRecord<String, byte[]>> records) {
    List<Arrival> arrivals = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        arrivals.add(new Arrival(record, EventRecords.read(record)));
      } catch (MalformedEventException e) {
        deadLetters.send(consumer, record, e, 1);
      }
    }
    return arrivals;
  }

  private void handleAlone(String consumer, Arrival arrival, Consumer<List<EventEnvelope>> unit) {
    for (int attempt = 1; ; attempt++) {
      try {
        traced(List.of(arrival), unit);
        return;
      } catch (MalformedEventException e) {
        deadLetters.send(consumer, arrival.record(), e, attempt);
        return;
      } catch (RuntimeException e) {
        failOnOutage(e);
        if (attempt == retries.attempts()) {
          deadLetters.send(consumer, arrival.record(), e, attempt);
          return;
        }
        retries.pauseAfter(attempt);
      }
    }
  }

  private void traced(List<Arrival> arrivals, Consumer<List<EventEnvelope>> unit) {
    List<EventEnvelope> events = arrivals.stream().map(Arrival::event).toList();
    tracing.handling(handling(arrivals), events, () -> unit.accept(events));
  }

  private static Handling handling(List<Arrival> arrivals) {
    return EventRecords.handling(
        "process",
        KafkaUtils.getConsumerGroupId(),
        arrivals.stream().map(Arrival::record).toList());
  }

  private static void failOnOutage(RuntimeException e) {
    if (Outages.isOutage(e)) {
      throw e;
    }
  }

  private record Arrival(ConsumerRecord<String, byte[]> record, EventEnvelope event) {}
}
