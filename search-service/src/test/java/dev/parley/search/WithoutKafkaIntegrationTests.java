package dev.parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.process.Ports;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.ServerOptions;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Kafka is nobody's excuse: without it the service starts, serves, and catches up later. */
@ParleyTest(postgres = "search_alone")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class WithoutKafkaIntegrationTests {
  private static final int KAFKA_PORT = Ports.free();

  @DynamicPropertySource
  static void nobodyListensThere(DynamicPropertyRegistry registry) {
    registry.add("KAFKA_BOOTSTRAP_SERVERS", () -> "127.0.0.1:" + KAFKA_PORT);
  }

  @Test
  void servesWithoutKafkaAndCatchesUp(@LocalServerPort int port, CapturedOutput output) {
    SearchClient client = new SearchClient(port);
    assertThat(client.get("/readyz", TestTokens.userToken("ada").value()).statusCode())
        .isEqualTo(200);
    assertThat(client.get("/livez", TestTokens.userToken("ada").value()).statusCode())
        .isEqualTo(200);
    assertThat(client.get("/internal/health", "").body())
        .contains("\"status\":\"degraded\"", "\"database\":\"ok\"", "\"kafka\":\"down\"");
    assertThat(client.search("ada", "anything").required("indexed_at").isNull()).isTrue();
    assertThat(output.getAll().lines().filter(line -> line.contains("NetworkClient")))
        .hasSizeLessThanOrEqualTo(1);

    try (KafkaServer kafka = KafkaServer.start(ServerOptions.temporary().onPort(KAFKA_PORT))) {
      kafka.createTopic(Chat.TOPIC, 2);
      try (Chat chat = new Chat(new KafkaProbe(kafka.bootstrapServers()))) {
        UUID conversation = chat.privateConversation("ada", "anything at last");
        Patience.upTo(Duration.ofSeconds(60))
            .untilAsserted(
                () -> assertThat(client.ids("ada", "anything")).containsExactly(conversation));
      }
    }
  }
}
