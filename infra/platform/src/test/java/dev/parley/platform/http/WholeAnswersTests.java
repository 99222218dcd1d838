package dev.parley.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WholeAnswersTests {

  private static final Duration LONG = Patience.BOUND;
  private static final Duration SHORT = Duration.ofMillis(300);
  private final WholeAnswers answers = new WholeAnswers(Duration.ofSeconds(5), 10);

  @Test
  void anAnswerIsReadToItsEnd() throws Exception {
    try (var server = new TinyServer(exchange -> TinyServer.answer(exchange, 201, "0123456789"))) {
      var answer = answers.to(get(server.url()), LONG);
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(new String(answer.body(), UTF_8)).isEqualTo("0123456789");
    }
  }

  @Test
  void whatGoesOnBehindTheLargestIsGivenUp() {
    try (var server = new TinyServer(exchange -> TinyServer.answer(exchange, 200, "0123456789x"))) {
      assertThatThrownBy(() -> answers.to(get(server.url()), LONG))
          .isInstanceOf(AnswerTooLargeException.class)
          .hasMessage("the answer is larger than 10 bytes");
    }
  }

  /** Its headers are there at once, which ends the wait of the client's own timeout. */
  @Test
  void whatComesDropByDropIsGivenUpInTime() {
    var over = new CountDownLatch(1);
    try (var server =
        new TinyServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 10);
              exchange.getResponseBody().write('0');
              exchange.getResponseBody().flush();
              awaitUninterrupted(over);
            })) {
      assertThatThrownBy(() -> answers.to(get(server.url()), SHORT))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessage("no whole answer within 300 ms");
      over.countDown();
    }
  }

  @Test
  void nobodyThereIsAFailureOfItsOwn() {
    assertThatThrownBy(() -> answers.to(get(URI.create("http://127.0.0.1:1")), LONG))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  private static HttpRequest get(URI address) {
    return HttpRequest.newBuilder(address).build();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await(LONG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
