package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.Api;
import dev.parley.testing.Logged;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is said when a service behind the gateway is not well. */
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class UpstreamIntegrationTests {

  private static final int MORE_THAN_A_CIRCUIT_BEARS = 30;

  private Api ada = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  @Test
  void noInstanceIsA503ThatSaysWhenToComeBack() {
    var answer = ada.get("/api/v1/performance/metrics");

    answer.assertProblem(503, "upstream.unavailable").hasInstance("/api/v1/performance/metrics");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }

  /** The operator is called with the id of an answer. */
  @Test
  void whatIsAnsweredForAServiceIsFoundInTheLogByItsId(CapturedOutput log) {
    Upstreams.at("/api/v1/breaks-for-the-log", HttpExchange::close);

    var nobody = ada.get("/api/v1/performance/metrics");
    var broken = ada.post("/api/v1/breaks-for-the-log", Map.of());

    Patience.await()
        .untilAsserted(
            () ->
                assertThat(log.getOut())
                    .containsPattern(
                        "WARN.*metrics-service: .*503 upstream.unavailable at route metrics.*"
                            + nobody.header("X-Request-Id"))
                    .containsPattern(
                        "WARN.*chat-service: .*502 upstream.unreachable at route chat .*"
                            + broken.header("X-Request-Id")));
  }

  @Test
  void whatTakesLongIsFoundInTheLogByItsId() {
    Upstreams.at("/api/v1/takes-its-time", exchange -> answerLate(exchange, 600));

    try (Logged slow = Logged.under("dev.parley.slow-operations")) {
      String id = ada.get("/api/v1/takes-its-time").assertStatus(200).header("X-Request-Id");

      Patience.await()
          .untilAsserted(
              () ->
                  assertThat(slow.lines())
                      .anyMatch(it -> it.startsWith(id + ": slow operation: GET chat took 0.")));
    }
  }

  private static void answerLate(HttpExchange exchange, long millis) throws IOException {
    try {
      // nobody counts it down
      var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    TinyServer.answer(exchange, 200, "{}");
  }

  @Test
  void aReadThatBreaksOffIsTriedAgain() {
    var tries = new AtomicInteger();
    Upstreams.at(
        "/api/v1/breaks-once",
        exchange -> {
          if (tries.incrementAndGet() == 1) {
            exchange.close();
          } else {
            TinyServer.answer(exchange, 200, "{}");
          }
        });

    ada.get("/api/v1/breaks-once").assertStatus(200);

    assertThat(tries).hasValue(2);
  }

  @Test
  void aWriteThatBreaksOffIsNotTriedAgain() {
    Upstreams.at("/api/v1/breaks", HttpExchange::close);

    ada.post("/api/v1/breaks", Map.of("a", 1)).assertProblem(502, "upstream.unreachable");

    assertThat(Upstreams.requests("/api/v1/breaks")).hasSize(1);
  }

  @Test
  void aSlowServiceIsGivenUpOnAndHoldsNobodyElseUp() {
    var end = new CountDownLatch(1);
    Upstreams.at(
        "/api/v1/slow",
        exchange -> {
          try (exchange) {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      ada.get("/api/v1/slow").assertProblem(504, "upstream.timeout");
      ada.get("/api/v1/me").assertStatus(200);
      assertThat(Upstreams.requests("/api/v1/slow"))
          .as("a second try would double the load on who is slow already")
          .hasSize(1);
    } finally {
      end.countDown();
    }
  }

  @Test
  void manyMayWaitForTheSameServiceAtOnce() throws InterruptedException {
    var all = new CountDownLatch(60);
    String path = "/api/v1/search/gathering";
    Upstreams.at(
        path,
        exchange -> {
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          TinyServer.answer(exchange, 200, "{}");
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> asking = () -> ada.get(path).status();
      var answers = threads.invokeAll(Collections.nCopies(60, asking));

      assertThat(answers).extracting(Future::resultNow).containsOnly(200);
    }
  }

  @Test
  void aServiceThatFailsAndFailsIsLeftInPeaceForAWhile() {
    var broken = new AtomicBoolean(true);
    String path = "/api/v1/search/breaks";
    Upstreams.at(
        path,
        exchange -> {
          if (broken.get()) {
            exchange.close();
          } else {
            TinyServer.answer(exchange, 200, "{}");
          }
        });

    IntStream.range(0, 60).forEach(_ -> ada.post(path, Map.of()));
    int calls = Upstreams.requests(path).size();
    var answer = ada.post(path, Map.of());

    answer.assertProblem(503, "upstream.unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(calls).isLessThan(60);
    ada.get("/api/v1/me").assertStatus(200);

    broken.set(false);
    Patience.await().until(() -> ada.post(path, Map.of()).status() == 200);
  }

  /** Else anybody could take a service from all others. */
  @Test
  void whatClientsDoWrongOpensNoCircuit(@LocalServerPort int port) throws IOException {
    String refresh = "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: p\r\n";
    for (int i = 0; i < MORE_THAN_A_CIRCUIT_BEARS; i++) {
      RawHttp.sayAndGo(
          port, refresh + "Idempotency-Key: k" + i + "\r\nContent-Length: 1000\r\n\r\n{");
      RawHttp.sayAndGo(port, refresh + "Content-Length: 100000\r\n\r\n{");
    }
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_A_CIRCUIT_BEARS; i++) {
      slow.add(RawHttp.say(port, refresh + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"));
    }
    for (Socket each : slow) {
      try (each) {
        assertThat(RawHttp.statusOn(each)).isEqualTo(408);
      }
    }

    ada.get("/api/v1/me").assertStatus(200);
    ada.post("/api/v1/projects", Map.of()).assertStatus(200);
  }

  @Test
  void aProblemOfTheServiceIsHandedOnAsItIs() {
    Upstreams.at(
        "/api/v1/problem",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
          TinyServer.answer(exchange, 409, "{\"code\":\"its.own\"}");
        });

    assertThat(ada.post("/api/v1/problem", Map.of()).json(409).required("code").asText())
        .isEqualTo("its.own");
  }
}
