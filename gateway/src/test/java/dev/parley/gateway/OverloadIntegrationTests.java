package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that is given ten requests at once does not answer before it is allowed to. */
@ParleyTest(
    redis = true,
    properties = {
      "RATE_LIMIT_ENABLED=false",
      "parley.gateway.load.least=10",
      "parley.gateway.load.begin=10",
      "parley.gateway.load.most=10"
    })
class OverloadIntegrationTests {

  private static final int LIMIT = 10;
  private static final Semaphore ALLOWED = new Semaphore(0);
  private static final TinyServer SERVICE = new TinyServer(OverloadIntegrationTests::answer);

  private Api ada = Api.atPort(0);

  @DynamicPropertySource
  static void instances(DynamicPropertyRegistry registry) {
    for (String name : List.of("chat-service", "search-service")) {
      registry.add(
          "spring.cloud.discovery.client.simple.instances.%s[0].uri".formatted(name), SERVICE::url);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith("/held")) {
      ALLOWED.acquireUninterruptibly();
    }
    TinyServer.answer(exchange, 200, "{}");
  }

  @BeforeEach
  void connect(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  @Test
  void searchesAreRefusedFirstThenReadsAndWritesLast() throws Exception {
    assertThat(taken(() -> ada.get("/api/v1/search/held"))).isEqualTo(5);
    assertThat(taken(() -> ada.get("/api/v1/conversations/held"))).isEqualTo(8);
    assertThat(taken(() -> ada.post("/api/v1/conversations/held", Map.of()))).isEqualTo(10);
  }

  /** Who is refused hears it at once, and does not keep the others waiting. */
  @Test
  void whileReadsAreRefusedWritesGoOn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Future<Answer> _ = threads.submit(() -> ada.get("/api/v1/conversations/held"));
      }
      Patience.await().until(() -> ALLOWED.getQueueLength() == 8);

      Answer refused = ada.get("/api/v1/me");
      assertThat(ALLOWED.getQueueLength()).as("those that it did not wait for").isEqualTo(8);
      ada.post("/api/v1/auth/login", Map.of()).assertStatus(200);
      ALLOWED.release(8);

      refused.assertProblem(503, "overload.shed");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
    }
    ada.get("/api/v1/me").assertStatus(200);
  }

  /** Many, since it takes luck to be gone between two steps. */
  @Test
  void whoGoesAtOnceTakesNobodysPlace(@LocalServerPort int port) throws Exception {
    String request = "GET /api/v1/me HTTP/1.1\r\nHost: p\r\n" + bearer() + "\r\n\r\n";
    Callable<Void> askAndGo =
        () -> {
          for (int i = 0; i < 200; i++) {
            RawHttp.sayAndGo(port, request);
          }
          return null;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : threads.invokeAll(Collections.nCopies(8, askAndGo))) {
        each.get();
      }
    }

    allPlacesAreFree();
  }

  /** The server answers it while the request is on its way. */
  @Test
  void norDoesWhoseBodyIsNone(@LocalServerPort int port) throws Exception {
    for (int i = 0; i < 3 * LIMIT; i++) {
      try (Socket client =
          RawHttp.say(
              port,
              """
              POST /api/v1/auth/refresh HTTP/1.1
              Host: p
              Transfer-Encoding: chunked

              5
              {"a":
              ZZ
              """
                  .replace("\n", "\r\n"))) {
        assertThat(RawHttp.statusOn(client)).isEqualTo(400);
      }
    }

    allPlacesAreFree();
  }

  @Test
  void norDoesWhoTakesTheirTimeToSayWhatTheyWant(@LocalServerPort int port) throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * LIMIT; i++) {
        slow.add(
            RawHttp.say(
                port,
                "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: p\r\nContent-Length: 100\r\n\r\n{"));
      }

      allPlacesAreFree();
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  private void allPlacesAreFree() {
    Patience.await().until(() -> taken(() -> ada.get("/api/v1/conversations/held")) == 8);
  }

  private static String bearer() {
    return "Authorization: Bearer " + TestTokens.userToken("eve").value();
  }

  /** How many of twice the limit are answered, in the end. */
  private static long taken(Callable<Answer> request) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = Collections.nCopies(2 * LIMIT, request).stream().map(threads::submit).toList();
      Patience.await()
          .until(
              () ->
                  all.stream().filter(Future::isDone).count() + ALLOWED.getQueueLength()
                      == 2 * LIMIT);
      ALLOWED.release(ALLOWED.getQueueLength());
      long answered = 0;
      for (Future<Answer> each : all) {
        answered += each.get().status() == 200 ? 1 : 0;
      }
      return answered;
    }
  }
}
