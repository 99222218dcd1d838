package dev.parley.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.RecordedSpans;
import dev.parley.platform.trace.Spans;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  @Test
  void isToldAsACallOfTheTraceThatItIsPartOf() {
    var spans = new RecordedSpans();
    var told = new WholeAnswers(Duration.ofSeconds(5), 10, new Spans(spans.traces()));
    try (var server = new TinyServer(exchange -> TinyServer.answer(exchange, 503, "later"))) {
      URI address = server.url().resolve("/thing?secret=x");
      spans.traced(() -> status(told, address));

      SpanData call = spans.ended().getFirst();
      assertThat(call.getName()).isEqualTo("GET");
      assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
      assertThat(call.getParentSpanId()).isEqualTo(spans.ended().getLast().getSpanId());
      assertThat(call.getAttributes().asMap())
          .isEqualTo(
              Attributes.builder()
                  .put("http.request.method", "GET")
                  .put("server.address", "127.0.0.1")
                  .put("server.port", address.getPort())
                  .put("url.path", "/thing")
                  .put("http.response.status_code", 503)
                  .put("error.type", "503")
                  .build()
                  .asMap());
      assertThat(server.requests().getFirst().header("traceparent"))
          .contains(call.getTraceId(), call.getSpanId());
    }
  }

  @Test
  void tellsByItsClassWhyThereIsNone() {
    var spans = new RecordedSpans();
    var told = new WholeAnswers(Duration.ofSeconds(5), 10, new Spans(spans.traces()));
    assertThatThrownBy(() -> spans.traced(() -> status(told, URI.create("http://127.0.0.1:1/"))))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(spans.ended().getFirst().getAttributes().get(Conventions.ERROR_TYPE))
        .isEqualTo("java.net.ConnectException");
  }

  /** What runs by the clock begins none. */
  @Test
  void beginsNoTrace() throws Exception {
    var spans = new RecordedSpans();
    var told = new WholeAnswers(Duration.ofSeconds(5), 10, new Spans(spans.traces()));
    try (var server = new TinyServer(exchange -> TinyServer.answer(exchange, 200, ""))) {
      told.to(get(server.url()), LONG);
      assertThat(spans.ended()).isEmpty();
      assertThat(server.requests().getFirst().header("traceparent")).isEmpty();
    }
  }

  private static int status(WholeAnswers answers, URI address) {
    try {
      return answers.to(get(address), LONG).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
