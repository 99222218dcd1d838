package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How everything fares, with no metrics-service and others that behave as they are told. */
@GatewayTest
class HealthIntegrationTests {

  private static final String INSTANCE = "/internal/health";

  private Api anyone = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
  }

  @AfterEach
  void forgetBehaviour() {
    Upstreams.at(INSTANCE, exchange -> TinyServer.answer(exchange, 200, "{}"));
  }

  @Test
  void namesWhatIsDownAndWhatIsMissed() {
    Upstreams.at(
        INSTANCE,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          TinyServer.answer(
              exchange,
              200,
              """
              {"status":"degraded","version":"7","dependencies":{"database":"ok","kafka":"down"},
               "address":"10.0.0.1"}\
              """);
        });

    JsonNode health = awaitStatus(200, "/checks/chat/dependencies/kafka");
    assertThat(health.required("status").asText()).isEqualTo("degraded");
    assertThat(health.at("/checks/chat").toString())
        .isEqualTo(
            "{\"status\":\"degraded\",\"instances\":1,\"versions\":[\"7\"],"
                + "\"dependencies\":{\"database\":\"ok\",\"kafka\":\"down\"}}");
    assertThat(health.at("/checks/metrics/status").asText()).isEqualTo("down");
    assertThat(health.at("/checks/gateway/dependencies/redis").asText()).isEqualTo("ok");
    assertThat(health.toString()).doesNotContain("127.0.0.1", "10.0.0.1", "http");
    anyone.get("/livez").assertStatus(200);
    anyone.get("/readyz").assertStatus(200);
    anyone.get(INSTANCE).assertProblem(401, "auth.required");
  }

  @Test
  void answersInTimeThoughEveryServiceHangs() {
    var end = new CountDownLatch(1);
    Upstreams.at(
        INSTANCE,
        exchange -> {
          try (exchange) {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      long begin = System.nanoTime();
      anyone.get("/api/health");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
      JsonNode health = awaitStatus(503, "/checks/chat/status");
      assertThat(health.required("status").asText()).isEqualTo("down");
      assertThat(health.at("/checks/gateway/status").asText()).isEqualTo("ok");
    } finally {
      end.countDown();
    }
  }

  /** An answer is kept for a second: the one before may be that of another test. */
  private JsonNode awaitStatus(int status, String pointer) {
    return Patience.await()
        .until(
            () -> anyone.get("/api/health"),
            answer -> answer.status() == status && answer.body().contains(last(pointer)))
        .json(status);
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
