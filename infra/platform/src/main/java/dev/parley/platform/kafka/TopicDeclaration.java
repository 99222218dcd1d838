package dev.parley.platform.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Declares the topics, however late Kafka comes up: a start waits a moment for it and goes on
 * without.
 */
final class TopicDeclaration implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TopicDeclaration.class);
  private static final Duration START_WAITS = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final KafkaAdmin admin;
  private volatile @Nullable Thread thread;

  TopicDeclaration(KafkaAdmin admin) {
    this.admin = admin;
    admin.setAutoCreate(false); // it would try once and no more
    admin.setFatalIfBrokerNotAvailable(true);
    admin.setModifyTopicConfigs(true);
    admin.setOperationTimeout(10);
  }

  private void declare() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        admin.initialize();
        return;
      } catch (RuntimeException e) {
        log.warn("Topics could not be declared, next try in {}: {}", PAUSE, e.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    Thread declaring = Thread.ofVirtual().name("topic-declaration").start(this::declare);
    thread = declaring;
    try {
      declaring.join(START_WAITS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Thread declaring = thread;
    if (declaring != null) {
      declaring.interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Before the relay and the listeners. */
  @Override
  public int getPhase() {
    return -1;
  }
}
