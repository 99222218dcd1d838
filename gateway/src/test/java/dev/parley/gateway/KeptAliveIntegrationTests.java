package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that ask again as soon as they have an answer, on the same connection. */
@GatewayTest
class KeptAliveIntegrationTests {

  private static final int CLIENTS = 4;
  private static final int REQUESTS = 500;

  @Test
  void areAnsweredEveryTime(@LocalServerPort int port) throws InterruptedException {
    // by another thread than the connection's, so that the next request may be early; then by its
    // own
    HttpRequest[] requests = {to(port, "/"), to(port, "/api/v1/me")};
    Callable<Integer> client =
        () -> {
          try (HttpClient connection =
              HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            int answered = 0;
            while (answered < REQUESTS) {
              connection.send(requests[answered % 2], BodyHandlers.ofString());
              answered++;
            }
            return answered;
          }
        };

    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      assertThat(threads.invokeAll(Collections.nCopies(CLIENTS, client)))
          .extracting(Future::get)
          .containsOnly(REQUESTS);
    }
  }

  private static HttpRequest to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(5))
        .build();
  }
}
