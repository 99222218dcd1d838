package dev.parley.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;

@SuppressWarnings("ArrayRecordComponent") // never compared
record OutboxRow(long id, String topic, String key, String headers, byte[] payload) {

  ProducerRecord<byte[], byte[]> toRecord() {
    return new ProducerRecord<>(
        topic, null, key.getBytes(UTF_8), payload, HeaderLines.read(headers));
  }
}
