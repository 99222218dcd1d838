package dev.parley.realtime.resume;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.platform.kafka.EventRecords;
import dev.parley.realtime.delivery.Cursor;
import dev.parley.realtime.delivery.DeliveryProperties;
import dev.parley.realtime.delivery.EventText;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.Hub;
import dev.parley.realtime.delivery.Missed;
import dev.parley.realtime.delivery.Recipient;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.delivery.Standing;
import dev.parley.realtime.delivery.Story;
import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.ChatEvents;
import dev.parley.realtime.event.MessageRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Brings a connection from where its client was to now: what is recent from memory, what is older
 * from the log, and then live, with nothing left out between. Where that cannot be done it is said.
 * Blocks: not for event loops.
 */
@Component
@EnableConfigurationProperties(ResumeProperties.class)
public final class Resuming {

  private static final Logger log = LoggerFactory.getLogger(Resuming.class);

  /** What a connection says of itself while it is told what it missed. */
  public interface Listener {
    Recipient recipient();

    /** Waits until it has taken what it was told; false where it is gone or takes too long. */
    boolean awaitTaken() throws InterruptedException;
  }

  private final Hub hub;
  private final ChatEvents events;
  private final ResumeProperties properties;
  private final DeliveryProperties delivery;
  private final String bootstrapServers;
  private final String topic;
  private final MeterRegistry meters;
  private final Semaphore turns;

  /** So that one person with many connections takes no more than one of the turns. */
  private final Semaphore[] ofPeople = new Semaphore[64];

  Resuming(
      Hub hub,
      ChatEvents events,
      ResumeProperties properties,
      DeliveryProperties delivery,
      @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
      @Value("${parley.realtime.stream.events:chat.events}") String topic,
      MeterRegistry meters) {
    this.hub = hub;
    this.events = events;
    this.properties = properties;
    this.delivery = delivery;
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.meters = meters;
    this.turns = new Semaphore(properties.atOnce(), true);
    Arrays.setAll(ofPeople, _ -> new Semaphore(1, true));
  }

  /**
   * @param complete what is said when all was told
   * @param incomplete what is said when something is missing
   */
  public void resume(
      Seat seat,
      Listener listener,
      @Nullable Cursor from,
      Function<Standing, List<Frame>> complete,
      Function<Standing, List<Frame>> incomplete)
      throws InterruptedException {
    long deadline = System.nanoTime() + properties.within().toNanos();
    if (from == null || !hub.knows(from) || !hub.awaitPassed(from, properties.behindWithin())) {
      giveUp(seat, "unknown", incomplete);
      return;
    }
    Cursor at = from;
    String source = "memory";
    while (true) {
      switch (seat.catchUp(at, complete)) {
        case Missed.All _ -> {
          count(source);
          return;
        }
        case Missed.Told(Cursor until) -> at = until;
        case Missed.Unclear _ -> {
          giveUp(seat, "unclear", incomplete);
          return;
        }
        case Missed.Older older -> {
          source = "log";
          Cursor told = fromLogInTurn(seat, listener, older, deadline);
          if (told == null) {
            giveUp(seat, "too_old", incomplete);
            return;
          }
          at = told;
        }
      }
      if (!listener.awaitTaken()) {
        return;
      }
    }
  }

  private void giveUp(Seat seat, String why, Function<Standing, List<Frame>> incomplete) {
    count(why);
    seat.open(incomplete);
  }

  private void count(String result) {
    meters.counter("realtime.resumes", "result", result).increment();
  }

  /** Up to where it was told; null where it cannot be. One at a time of each person. */
  private @Nullable Cursor fromLogInTurn(
      Seat seat, Listener listener, Missed.Older older, long deadline) throws InterruptedException {
    Semaphore own = ofPeople[Math.floorMod(seat.userId().hashCode(), ofPeople.length)];
    if (!own.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    try {
      if (!turns.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return null;
      }
      try {
        return fromLog(seat, listener, older, deadline);
      } finally {
        turns.release();
      }
    } finally {
      own.release();
    }
  }

  private @Nullable Cursor fromLog(Seat seat, Listener listener, Missed.Older older, long deadline)
      throws InterruptedException {
    try (Archive archive = new Archive(bootstrapServers)) {
      long records = archive.open(topic, older.from(), older.until());
      if (records < 0 || records > properties.mostRecords()) {
        return null;
      }
      Set<MessageRef> deleted = new HashSet<>(older.deleted());
      while (!archive.isRead()) {
        archive.next().forEach(record -> lookForDeletion(record, deleted));
        if (System.nanoTime() > deadline) {
          return null;
        }
      }
      archive.readAgain();
      Cursor at = older.from();
      while (!archive.isRead()) {
        Story story = new Story(listener.recipient(), at, delivery.batchSize());
        for (ConsumerRecord<String, byte[]> record : archive.next()) {
          if (!pass(seat, record, deleted, story)) {
            return null;
          }
        }
        at = story.tell();
        if (System.nanoTime() > deadline || !listener.awaitTaken()) {
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

  private void lookForDeletion(ConsumerRecord<String, byte[]> record, Set<MessageRef> deleted) {
    try {
      MessageRef message = events.deleted(EventRecords.read(record));
      if (message != null) {
        deleted.add(message);
      }
    } catch (MalformedEventException | IllegalArgumentException _) {
      // it went to the dead letters when it came
    }
  }

  /** False where it is not known whether it may be told. */
  private boolean pass(
      Seat seat, ConsumerRecord<String, byte[]> record, Set<MessageRef> deleted, Story story) {
    EventText text = null;
    try {
      EventEnvelope envelope = EventRecords.read(record);
      ChatEvent event = events.read(envelope);
      boolean outdated =
          event instanceof ChatEvent.WithContent content && deleted.contains(content.message());
      if (event != null && !outdated) {
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
}
