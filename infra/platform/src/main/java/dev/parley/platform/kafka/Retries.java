package dev.parley.platform.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.kafka.KafkaException;

/**
 * How often one event is tried before it becomes a dead letter. The pauses hold up a partition, and
 * many of them must fit into {@code max.poll.interval.ms}: they are short.
 *
 * @param firstPause doubled twice after each further attempt
 */
@ConfigurationProperties("parley.kafka.retries")
record Retries(@DefaultValue("3") int attempts, @DefaultValue("100ms") Duration firstPause) {

  void pauseAfter(int attempt) {
    try {
      Thread.sleep(firstPause.multipliedBy(1L << (2 * (attempt - 1))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted between two attempts", e);
    }
  }
}
