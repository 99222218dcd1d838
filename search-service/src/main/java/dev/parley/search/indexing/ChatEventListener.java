package dev.parley.search.indexing;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.event.MalformedEventException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads the topic in batches. What stands before a record that cannot be handled is applied first;
 * then that record is named, so that it alone is tried again or laid aside and the rest flows on.
 */
@Component
class ChatEventListener {
  private final ChatEventReader reader;
  private final Index index;
  private final EventTracing tracing;
  private final Counter indexed;
  private final Counter skipped;

  ChatEventListener(
      ChatEventReader reader, Index index, EventTracing tracing, MeterRegistry meters) {
    this.reader = reader;
    this.index = index;
    this.tracing = tracing;
    indexed = meters.counter("search.events", "outcome", "indexed");
    skipped = meters.counter("search.events", "outcome", "unknown_type");
  }

  @KafkaListener(id = "indexing", topics = "chat.events", idIsGroup = false, batch = "true")
  void on(List<ConsumerRecord<String, byte[]>> records) {
    List<Arrival> arrivals = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        arrivals.add(read(record));
      } catch (MalformedEventException e) {
        apply(arrivals);
        throw new BatchListenerFailedException("malformed", e, arrivals.size());
      }
    }
    apply(arrivals);
  }

  private Arrival read(ConsumerRecord<String, byte[]> record) {
    EventEnvelope envelope =
        CloudEventHeaders.read(
            name -> {
              Header header = record.headers().lastHeader(name);
              return header == null ? null : header.value();
            },
            record.key(),
            record.value());
    return new Arrival(record.partition(), envelope, reader.read(envelope));
  }

  private void apply(List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    try {
      applyTogether(arrivals);
    } catch (DataAccessException | TransactionException _) {
      // one of them may be to blame, and only that one must not pass
      for (int i = 0; i < arrivals.size(); i++) {
        applyAlone(arrivals.get(i), i);
      }
    }
  }

  private void applyAlone(Arrival arrival, int position) {
    try {
      applyTogether(List.of(arrival));
    } catch (DataAccessException | TransactionException e) {
      throw new BatchListenerFailedException("not applied", e, position);
    }
  }

  private void applyTogether(List<Arrival> arrivals) {
    List<EventEnvelope> concerned =
        arrivals.stream().filter(a -> a.event().isPresent()).map(Arrival::envelope).toList();
    tracing.handling("index", concerned, () -> index.apply(arrivals));
    indexed.increment(concerned.size());
    skipped.increment(arrivals.size() - concerned.size());
  }
}
