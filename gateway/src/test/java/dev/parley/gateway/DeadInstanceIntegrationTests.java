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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Two of three instances call themselves ready and break off whatever is asked of them. Nobody
 * looks again whether they are: what is known of them, requests have found out.
 */
@ParleyTest(
    redis = true,
    properties = {
      "RATE_LIMIT_ENABLED=false",
      "parley.gateway.instances.probe-interval=1h",
      // the only one, and who is asked may just have started
      "parley.gateway.instances.probe-timeout=20s"
    })
class DeadInstanceIntegrationTests {

  private static final List<TinyServer> CHAT =
      List.of(
          new TinyServer(DeadInstanceIntegrationTests::answer),
          new TinyServer(DeadInstanceIntegrationTests::breakOff),
          new TinyServer(DeadInstanceIntegrationTests::breakOff));

  private static final BabblingServer SEARCH = new BabblingServer();

  private static final List<TinyServer> METRICS =
      List.of(
          new TinyServer(DeadInstanceIntegrationTests::answer),
          new TinyServer(DeadInstanceIntegrationTests::answer));

  @DynamicPropertySource
  static void instances(DynamicPropertyRegistry registry) {
    add(registry, "chat-service", CHAT);
    add(registry, "metrics-service", METRICS);
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

  private static void add(DynamicPropertyRegistry registry, String name, List<TinyServer> servers) {
    for (int i = 0; i < servers.size(); i++) {
      var url = servers.get(i).url();
      registry.add(
          "spring.cloud.discovery.client.simple.instances.%s[%d].uri".formatted(name, i),
          () -> url);
    }
  }

  /** Each of the dead ones gets some of these first. */
  @Test
  void aWriteWithAKeyIsDoneElsewhereAndOneWithoutIsNot(@LocalServerPort int port) {
    Api ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    String path = "/api/v1/conversations/1/messages";

    for (int i = 0; i < 12; i++) {
      ada.with("Idempotency-Key", "key-" + i).post(path, Map.of("content", i)).assertStatus(200);
    }
    assertThat(CHAT.getFirst().requests())
        .filteredOn(request -> request.path().equals(path))
        .extracting(TinyServer.Request::body)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 12).mapToObj("{\"content\":%d}"::formatted).toList());

    long before = requests(CHAT, path);
    long failed = IntStream.range(0, 300).filter(_ -> isLost(ada, path)).count();
    assertThat(failed).as("dead ones are asked once a second").isBetween(0L, 30L);
    assertThat(requests(CHAT, path) - before).as("each at one instance").isEqualTo(300);
  }

  private static boolean isLost(Api ada, String path) {
    Answer answer = ada.post(path, Map.of("content", "again"));
    if (answer.status() != 200) {
      answer.assertProblem(502, "upstream.unreachable");
    }
    return answer.status() != 200;
  }

  private static long requests(List<TinyServer> servers, String path) {
    return servers.stream()
        .flatMap(server -> server.requests().stream())
        .filter(request -> request.path().equals(path))
        .count();
  }

  /** Nothing was sent to it, so a write is as good as a read. */
  @Test
  void whereNobodyListensAnyMoreNothingIsLost(@LocalServerPort int port) {
    Api ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    String path = "/api/v1/alerts/rules";
    IntStream.range(0, 10).forEach(_ -> ada.post(path, Map.of()).assertStatus(200));
    assertThat(METRICS).allMatch(server -> requests(List.of(server), path) == 5, "each in turn");

    METRICS.getLast().close();

    IntStream.range(0, 20).forEach(_ -> ada.post(path, Map.of()).assertStatus(200));
    assertThat(requests(METRICS, path)).isEqualTo(30);
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
