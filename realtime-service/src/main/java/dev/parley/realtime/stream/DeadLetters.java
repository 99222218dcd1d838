package dev.parley.realtime.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts what cannot be read on {@code <topic>.dlt}, once. All instances meet the same record; the
 * one whose row goes in sends it and commits after the broker's ack. The others wait for that row
 * and then know that it is done, or that it failed and is theirs to do.
 */
@Component
class DeadLetters implements DisposableBean {

  private static final int ACK_WITHIN_MS = 3_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final String bootstrapServers;
  private @Nullable Producer<byte[], byte[]> producer;

  DeadLetters(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.bootstrapServers = bootstrapServers;
  }

  void report(Arrival.Garbage garbage) {
    ConsumerRecord<byte[], byte[]> source = garbage.source();
    transaction.executeWithoutResult(
        _ -> {
          int rows =
              jdbc.update(
                  """
                  INSERT INTO dead_letter (topic, partition, "offset") VALUES (?, ?, ?)
                  ON CONFLICT DO NOTHING
                  """,
                  source.topic(),
                  source.partition(),
                  source.offset());
          if (rows == 1) {
            send(source, garbage.reason());
          }
        });
  }

  private void send(ConsumerRecord<byte[], byte[]> source, String reason) {
    var headers = new RecordHeaders(source.headers().toArray());
    headers.add("dlt-reason", reason.getBytes(UTF_8));
    headers.add("dlt-consumer", "realtime-service".getBytes(UTF_8));
    headers.add("dlt-topic", source.topic().getBytes(UTF_8));
    headers.add("dlt-partition", Integer.toString(source.partition()).getBytes(UTF_8));
    headers.add("dlt-offset", Long.toString(source.offset()).getBytes(UTF_8));
    var letter =
        new ProducerRecord<>(
            source.topic() + ".dlt", (Integer) null, source.key(), source.value(), headers);
    try {
      producer().send(letter).get(ACK_WITHIN_MS + 1_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending a dead letter", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no ack for a dead letter", e);
    }
  }

  /** Made when first needed: most instances never meet garbage. */
  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG, ACK_WITHIN_MS,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ACK_WITHIN_MS - 500,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ACK_WITHIN_MS,
                  ProducerConfig.LINGER_MS_CONFIG, 0),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer = known;
    }
    return known;
  }

  @Override
  public synchronized void destroy() {
    if (producer != null) {
      producer.close(java.time.Duration.ofSeconds(1));
    }
  }
}
