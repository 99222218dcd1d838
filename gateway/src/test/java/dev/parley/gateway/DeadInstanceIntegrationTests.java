package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two of three instances call themselves ready and break off whatever is asked of them. */
@ParleyTest(redis = true, properties = "RATE_LIMIT_ENABLED=false")
class DeadInstanceIntegrationTests {

  private static final List<TinyServer> CHAT =
      List.of(
          new TinyServer(DeadInstanceIntegrationTests::answer),
          new TinyServer(DeadInstanceIntegrationTests::breakOff),
          new TinyServer(DeadInstanceIntegrationTests::breakOff));

  private static final BabblingServer SEARCH = new BabblingServer();

  @DynamicPropertySource
  static void instances(DynamicPropertyRegistry registry) {
    for (int i = 0; i < CHAT.size(); i++) {
      var url = CHAT.get(i).url();
      registry.add(
          "spring.cloud.discovery.client.simple.instances.chat-service[%d].uri".formatted(i),
          () -> url);
    }
    registry.add(
        "spring.cloud.discovery.client.simple.instances.search-service[0].uri", SEARCH::url);
  }

  @Test
  void noReadFailsHoweverManyThereAreAtOnce(@LocalServerPort int port) throws InterruptedException {
    Api ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    Callable<Answer> read = () -> ada.get("/api/v1/me");

    Collection<Integer> statuses;
    try (var threads = Executors.newFixedThreadPool(8)) {
      statuses =
          threads.invokeAll(Stream.generate(() -> read).limit(200).toList()).stream()
              .map(Future::resultNow)
              .map(Answer::status)
              .toList();
    }

    assertThat(statuses).hasSize(200).containsOnly(200);
  }

  @Test
  void whatIsNoHttpIsA502(@LocalServerPort int port) {
    Api.atPort(port)
        .as(TestTokens.userToken("ada").value())
        .post("/api/v1/search", Map.of())
        .assertProblem(502, "upstream.unreachable");
  }

  private static void answer(HttpExchange exchange) throws java.io.IOException {
    TinyServer.answer(exchange, 200, "{}");
  }

  private static void breakOff(HttpExchange exchange) throws java.io.IOException {
    if (exchange.getRequestURI().getPath().equals("/readyz")) {
      answer(exchange);
    } else {
      exchange.close();
    }
  }
}
