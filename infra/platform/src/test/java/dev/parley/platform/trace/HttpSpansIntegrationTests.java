package dev.parley.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/** What is told of requests, by the names that OpenTelemetry gives. */
@GuestbookTest
class HttpSpansIntegrationTests {

  private final String traceId = UUID.randomUUID().toString().replace("-", "");

  @LocalServerPort private int port;

  @Test
  void ofOneThatIsServed() {
    ada("01").get("/entries/7d9f0b52-4d52-4f53-9a4b-1d1d0d0c0b0a?pin=sesame").assertStatus(200);

    awaitOnly(
        span -> {
          assertThat(span.kind()).isEqualTo(ReceivedSpan.Kind.SERVER);
          assertThat(span.attributes())
              .containsEntry("http.request.method", "GET")
              .containsEntry("http.response.status_code", "200")
              .containsEntry("http.route", "/entries/{id}")
              .containsEntry("url.path", "/entries/7d9f0b52-4d52-4f53-9a4b-1d1d0d0c0b0a")
              .containsKey("server.address")
              .doesNotContainKeys("uri", "method", "status", "error.type");
          assertThat(span.toString()).doesNotContain("sesame");
        });
  }

  /** The exception says what the pin is. */
  @Test
  void ofAFailureItsClassAndNotItsWords() {
    ada("01").get("/trapdoor").assertStatus(500);

    awaitOnly(
        span -> {
          assertThat(span.attributes())
              .containsEntry("http.response.status_code", "500")
              .containsKey("error.type");
          assertThat(span.isFailed()).isTrue();
          assertThat(span.toString()).doesNotContain("sesame");
        });
  }

  @Test
  void whatTheClientDidWrongIsNoFailureOfTheServer() {
    ada("01").get("/entries/seven").assertStatus(400);

    awaitOnly(
        span -> {
          assertThat(span.attributes()).containsEntry("http.response.status_code", "400");
          assertThat(span.isFailed()).isFalse();
        });
  }

  @Test
  void ofATraceThatIsNotKeptOnlyTheFailure() {
    ada("00").get("/entries").assertStatus(200);
    ada("00").get("/trapdoor").assertStatus(500);

    awaitOnly(span -> assertThat(span.attributes()).containsEntry("http.route", "/trapdoor"));
  }

  @Test
  void ofOneThatIsSent(@Autowired RestClient.Builder clients) {
    RestClient client = clients.baseUrl("http://127.0.0.1:" + port).build();
    var answer =
        client.get().uri("/open/{what}?pin={pin}", "door", "sesame").retrieve().toBodilessEntity();
    String trace = String.valueOf(answer.getHeaders().getFirst("X-Request-Id"));

    OtlpReceiver.shared()
        .awaitTrace(
            trace,
            Duration.ofSeconds(10),
            it -> {
              assertThat(it.isConnected()).isTrue();
              assertThat(it.spans())
                  .filteredOn(span -> span.kind() == ReceivedSpan.Kind.CLIENT)
                  .singleElement()
                  .satisfies(
                      span ->
                          assertThat(span.attributes())
                              .containsEntry("http.request.method", "GET")
                              .containsEntry("http.response.status_code", "200")
                              .containsEntry("url.template", "/open/{what}")
                              .containsEntry("server.address", "127.0.0.1"));
              assertThat(it.toString()).doesNotContain("sesame");
            });
  }

  private Api ada(String flags) {
    return Api.atPort(port)
        .as(TestTokens.userToken("ada").value())
        .with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-" + flags);
  }

  private void awaitOnly(Consumer<ReceivedSpan> holds) {
    OtlpReceiver.shared()
        .awaitTrace(
            traceId,
            Duration.ofSeconds(10),
            trace -> {
              List<ReceivedSpan> spans = trace.spans();
              assertThat(spans).singleElement().satisfies(holds);
            });
  }
}
