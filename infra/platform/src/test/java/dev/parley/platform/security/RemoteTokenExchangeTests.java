package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.trace.RecordedSpans;
import dev.parley.platform.trace.Spans;
import dev.parley.testing.TinyServer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.security.oauth2.jwt.BadJwtException;

class RemoteTokenExchangeTests {

  @Test
  void asksAsTheStandardSays() {
    try (var issuer = answering(200, "{\"access_token\":\"short\",\"more\":1}")) {
      assertThat(exchange(issuer.url()).accessTokenFor("prl_x_y+z").join()).isEqualTo("short");

      assertThat(issuer.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.header("Content-Type"))
                    .isEqualTo("application/x-www-form-urlencoded");
                assertThat(request.body())
                    .isEqualTo(
                        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
                            + "&subject_token_type=urn%3Aparley%3Atoken-type%3Aapi-token"
                            + "&subject_token=prl_x_y%2Bz");
              });
    }
  }

  @Test
  void aRefusalIsTheTokensFault() {
    try (var issuer = answering(400, "{}")) {
      assertThatThrownBy(() -> exchange(issuer.url()).accessTokenFor("prl_x").join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(BadJwtException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"500, {}", "429, {}", "404, {}", "200, {}", "200, nonsense"})
  void anythingElseIsNot(int status, String body) {
    try (var issuer = answering(status, body)) {
      assertThatThrownBy(() -> exchange(issuer.url()).accessTokenFor("prl_x").join())
          .hasCauseInstanceOf(ExchangeUnavailableException.class);
    }
  }

  @Test
  void norIsAnIssuerThatIsAway() {
    assertThatThrownBy(
            () -> exchange(URI.create("http://127.0.0.1:1")).accessTokenFor("prl_x").join())
        .hasCauseInstanceOf(ExchangeUnavailableException.class);
  }

  private static TinyServer answering(int status, String body) {
    return new TinyServer(exchange -> TinyServer.answer(exchange, status, body));
  }

  @Test
  void isPartOfTheTraceOfTheRequestThatNeedsIt() {
    var spans = new RecordedSpans();
    try (var issuer = answering(200, "{\"access_token\":\"short\"}")) {
      TokenExchange exchange = exchange(issuer.url(), new Spans(spans.traces()));
      spans.traced(() -> exchange.accessTokenFor("prl_x").join());

      SpanData asked = spans.ended().getFirst();
      assertThat(asked.getParentSpanId()).isEqualTo(spans.ended().getLast().getSpanId());
      assertThat(issuer.requests().getFirst().header("traceparent")).contains(asked.getSpanId());
    }
  }

  private static TokenExchange exchange(URI issuer) {
    return exchange(issuer, Spans.NONE);
  }

  private static TokenExchange exchange(URI issuer, Spans spans) {
    return new RemoteTokenExchange(
        new TokenEndpoint(
            new ServiceAddress(
                issuer, new StaticListableBeanFactory().getBeanProvider(DiscoveryClient.class)),
            // as strict as that of the services
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES),
            spans));
  }
}
