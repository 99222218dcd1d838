package dev.parley.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIntegrationTests {

  @Test
  void keepsWhatItAcknowledgedThroughACrash(@TempDir Path folder) throws Exception {
    try (KafkaServer server = KafkaServer.start(ServerOptions.keptIn(folder))) {
      String address = server.bootstrapServers();
      server.createTopics(List.of("chat.events", "chat.accounts"), 12);
      server.createTopics(List.of("chat.events"), 12);
      send(address, "chat.events", "before the crash");

      server.kill();
      server.restart();

      assertThat(server.bootstrapServers()).isEqualTo(address);
      assertThat(read(address, "chat.events")).isEqualTo("before the crash");
      assertThatThrownBy(() -> send(address, "never.declared", "lost", Duration.ofSeconds(3)))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void itsClassPathIsNotOurs() {
    assertThatThrownBy(() -> Class.forName("kafka.Kafka"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName("scala.Option"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  private static void send(String servers, String topic, String value) throws Exception {
    send(servers, topic, value, Duration.ofSeconds(20));
  }

  private static void send(String servers, String topic, String value, Duration patience)
      throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "acks", "all", "max.block.ms", patience.toMillis());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> sent = new ProducerRecord<>(topic, 0, "key", value);
      sent.headers().add("ce_id", "1".getBytes(StandardCharsets.UTF_8));
      assertThat(producer.send(sent).get().hasOffset()).isTrue();
    }
  }

  private static String read(String servers, String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition first = new TopicPartition(topic, 0);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
    }
  }
}
