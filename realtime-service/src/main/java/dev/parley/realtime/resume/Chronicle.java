package dev.parley.realtime.resume;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.platform.kafka.EventRecords;
import dev.parley.realtime.delivery.Cursor;
import dev.parley.realtime.delivery.DeliveryProperties;
import dev.parley.realtime.delivery.EventText;
import dev.parley.realtime.delivery.Missed;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.delivery.Story;
import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.ChatEvents;
import dev.parley.realtime.event.MessageRef;
import dev.parley.realtime.stream.SeenEvents;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells from the log what memory does not hold any more. Some at a time; others wait. */
@Component
final class Chronicle {

  private static final Logger log = LoggerFactory.getLogger(Chronicle.class);

  private final ChatEvents events;
  private final ResumeProperties properties;
  private final DeliveryProperties delivery;
  private final String bootstrapServers;
  private final String topic;
  private final Semaphore turns;

  /** So that one person with many connections takes no more than one of the turns. */
  private final Semaphore[] ofPeople = new Semaphore[64];

  Chronicle(
      ChatEvents events,
      ResumeProperties properties,
      DeliveryProperties delivery,
      @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
      @Value("${parley.realtime.stream.events:chat.events}") String topic) {
    this.events = events;
    this.properties = properties;
    this.delivery = delivery;
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.turns = new Semaphore(properties.atOnce(), true);
    Arrays.setAll(ofPeople, _ -> new Semaphore(1, true));
  }

  /** Up to where it was told; null where it cannot be. One at a time of each person. */
  @Nullable Cursor tell(Seat seat, Resuming.Listener listener, Missed.Older older, long deadline)
      throws InterruptedException {
    Semaphore own = ofPeople[Math.floorMod(seat.userId().hashCode(), ofPeople.length)];
    if (!own.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    try (var turn = new LogTurn(turns, deadline)) {
      return turn.take() ? tell(seat, listener, older, turn, deadline) : null;
    } finally {
      own.release();
    }
  }

  private @Nullable Cursor tell(
      Seat seat, Resuming.Listener listener, Missed.Older older, LogTurn turn, long deadline)
      throws InterruptedException {
    try (Archive archive = new Archive(bootstrapServers)) {
      long records = archive.open(topic, older.from(), older.until());
      if (records < 0 || records > properties.mostRecords()) {
        return null;
      }
      Set<MessageRef> deleted = new HashSet<>(older.deleted());
      SeenEvents seen = new SeenEvents();
      while (!archive.isRead()) {
        for (ConsumerRecord<String, byte[]> record : archive.next()) {
          lookThrough(record, older.from(), deleted, seen);
        }
        if (System.nanoTime() > deadline) {
          return null;
        }
      }
      archive.readFromStart();
      Cursor at = older.from();
      while (!archive.isRead()) {
        Story story = new Story(listener.recipient(), at, delivery.batchSize());
        for (ConsumerRecord<String, byte[]> record : archive.next()) {
          if (!pass(seat, record, deleted, seen, story)) {
            return null;
          }
        }
        at = story.tell();
        if (System.nanoTime() > deadline || !awaitTaken(listener, archive, turn)) {
          return null;
        }
      }
      // what holds no event moves the place as well
      return at.union(older.until());
    } catch (KafkaException e) {
      log.warn("What somebody missed cannot be read: {}", e.toString());
      return null;
    }
  }

  /** Who reads slowly keeps neither a turn nor what was fetched for it. */
  private static boolean awaitTaken(Resuming.Listener listener, Archive archive, LogTurn turn)
      throws InterruptedException {
    boolean taken =
        listener.awaitTaken(
            () -> {
              archive.rest();
              turn.giveBack();
            });
    if (!taken || !turn.take()) {
      return false;
    }
    archive.goOn();
    return true;
  }

  private void lookThrough(
      ConsumerRecord<String, byte[]> record,
      Cursor from,
      Set<MessageRef> deleted,
      SeenEvents seen) {
    try {
      EventEnvelope envelope = EventRecords.read(record);
      if (record.offset() < from.at(record.partition())) {
        ChatEvent event = events.read(envelope);
        var _ = event != null && seen.isNew(partition(record), envelope, event);
        return;
      }
      MessageRef message = events.deleted(envelope);
      if (message != null) {
        deleted.add(message);
      }
    } catch (MalformedEventException | IllegalArgumentException _) {
      // it went to the dead letters when it came
    }
  }

  /** False where it is not known whether it may be told. */
  private boolean pass(
      Seat seat,
      ConsumerRecord<String, byte[]> record,
      Set<MessageRef> deleted,
      SeenEvents seen,
      Story story) {
    EventText text = null;
    try {
      EventEnvelope envelope = EventRecords.read(record);
      ChatEvent event = events.read(envelope);
      boolean outdated =
          event instanceof ChatEvent.WithContent content && deleted.contains(content.message());
      if (event != null && seen.isNew(partition(record), envelope, event) && !outdated) {
        switch (seat.hindsight(event)) {
          case SHOWN -> text = EventText.of(envelope, event);
          case HIDDEN -> {}
          case UNKNOWN -> {
            return false;
          }
        }
      }
    } catch (MalformedEventException | IllegalArgumentException _) {
      // it went to the dead letters when it came
    }
    story.pass(record.partition(), record.offset(), text);
    return true;
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
