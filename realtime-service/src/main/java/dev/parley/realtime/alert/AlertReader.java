package dev.parley.realtime.alert;

import dev.parley.platform.event.MalformedEventException;
import dev.parley.platform.kafka.EventRecords;
import dev.parley.realtime.connection.Admins;
import dev.parley.realtime.stream.Consumers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells this instance's administrators what is raised and cleared from now on. What was before is
 * theirs to ask for, so no place in the log is kept; and where nobody tells of alerts nothing else
 * suffers.
 */
@Component
final class AlertReader implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(AlertReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MOST_AT_ONCE = 100;

  private final String bootstrapServers;
  private final AlertProperties properties;
  private final AlertFrames frames;
  private final Admins admins;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  AlertReader(
      @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
      AlertProperties properties,
      AlertFrames frames,
      Admins admins) {
    this.bootstrapServers = bootstrapServers;
    this.properties = properties;
    this.frames = frames;
    this.admins = admins;
  }

  private void run() {
    do {
      try (var consumer =
          Consumers.of(bootstrapServers, Consumers.Gone.BEGIN_AGAIN, MOST_AT_ONCE)) {
        if (openedAtTheEnd(consumer)) {
          while (!stopped(Duration.ZERO)) {
            consumer.poll(POLL).forEach(this::tell);
          }
        }
      } catch (KafkaException e) {
        log.debug("Alerts cannot be read, which is tried again: {}", e.toString());
      }
    } while (!stopped(properties.retryEvery()));
  }

  /** False where the topic is not there yet. */
  private boolean openedAtTheEnd(Consumer<String, byte[]> consumer) {
    List<PartitionInfo> found = consumer.partitionsFor(properties.topic(), Consumers.ANSWER_WITHIN);
    if (found == null || found.isEmpty()) {
      return false;
    }
    List<TopicPartition> all =
        found.stream().map(each -> new TopicPartition(each.topic(), each.partition())).toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    return true;
  }

  private void tell(ConsumerRecord<String, byte[]> source) {
    try {
      frames.of(EventRecords.read(source)).ifPresent(admins::tell);
    } catch (MalformedEventException | IllegalArgumentException e) {
      log.warn("An alert at {} cannot be read: {}", source.offset(), e.getMessage());
    }
  }

  private boolean stopped(Duration within) {
    try {
      return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().daemon().name("alerts").start(this::run);
  }

  /** Whoever waits for Kafka then does so as a daemon. */
  @Override
  public void stop() {
    stopping.countDown();
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
