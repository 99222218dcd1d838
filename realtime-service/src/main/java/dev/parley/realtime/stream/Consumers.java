package dev.parley.realtime.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Consumers that read the log as it is: in no group, and what they have read is noted elsewhere.
 */
public final class Consumers {

  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /** What is done where the place to read from is not there any more. */
  public enum Gone {
    /** It must be noticed, not passed over. */
    FAIL("none"),
    BEGIN_AGAIN("earliest");

    private final String setting;

    Gone(String setting) {
      this.setting = setting;
    }
  }

  private Consumers() {}

  public static Consumer<String, byte[]> of(String bootstrapServers, Gone gone, int mostAtOnce) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            gone.setting,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            mostAtOnce,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) ANSWER_WITHIN.toMillis()),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
