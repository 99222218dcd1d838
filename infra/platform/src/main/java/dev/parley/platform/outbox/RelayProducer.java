package dev.parley.platform.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's producer, set so that an earlier event is never given up on and never overtaken. */
final class RelayProducer implements Supplier<Producer<byte[], byte[]>> {
  private final Map<String, Object> properties;

  /**
   * @param connection the service's own producer properties: servers, security
   */
  RelayProducer(Map<String, Object> connection) {
    properties = new HashMap<>(connection);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    // To give up on one event would let those behind it overtake: wait for Kafka, as long as it
    // takes.
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    // Only the first contact and unknown topics can block; what is in flight fits the buffer.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000L);
  }

  @Override
  public Producer<byte[], byte[]> get() {
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
