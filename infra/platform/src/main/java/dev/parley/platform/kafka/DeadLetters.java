package dev.parley.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * What a consumer could not handle goes, unchanged, to {@code <topic>.dlt}, with the reason in
 * headers. Returns only when Kafka has it: whoever commits the offset afterwards loses nothing.
 */
public final class DeadLetters {
  public static final String SUFFIX = ".dlt";
  public static final String CONSUMER = "dlt-consumer";
  public static final String REASON = "dlt-reason";
  public static final String MESSAGE = "dlt-message";
  public static final String TOPIC = "dlt-topic";
  public static final String PARTITION = "dlt-partition";
  public static final String OFFSET = "dlt-offset";
  public static final String ATTEMPTS = "dlt-attempts";

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration WITHIN = Duration.ofSeconds(15);
  private static final int LONGEST_MESSAGE = 500;

  private final KafkaOperations<Object, Object> kafka;
  private final MeterRegistry meters;

  DeadLetters(KafkaOperations<Object, Object> kafka, MeterRegistry meters) {
    this.kafka = kafka;
    this.meters = meters;
  }

  /**
   * @throws KafkaException when Kafka did not take it; the record must then be handled again
   */
  public void send(String consumer, ConsumerRecord<?, ?> record, Exception failure, int attempts) {
    Headers headers = new RecordHeaders(record.headers());
    add(headers, CONSUMER, consumer);
    add(headers, REASON, failure.getClass().getName());
    add(headers, MESSAGE, trimmed(failure.getMessage()));
    add(headers, TOPIC, record.topic());
    add(headers, PARTITION, Integer.toString(record.partition()));
    add(headers, OFFSET, Long.toString(record.offset()));
    add(headers, ATTEMPTS, Integer.toString(attempts));
    sendAndWait(
        new ProducerRecord<>(record.topic() + SUFFIX, null, record.key(), record.value(), headers));
    meters
        .counter("parley.consumer.dead.letters", "consumer", consumer, "topic", record.topic())
        .increment();
    // the message of a failure may quote the body, so it stays out of the log
    log.warn(
        "{} gave up on {}-{}@{} after {} attempts: {}",
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        attempts,
        failure.getClass().getName());
  }

  private void sendAndWait(ProducerRecord<Object, Object> letter) {
    try {
      kafka.send(letter).get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("no dead letter could be left in " + letter.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while leaving a dead letter", e);
    }
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }

  private static String trimmed(@Nullable String message) {
    return message == null ? "" : message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
  }
}
