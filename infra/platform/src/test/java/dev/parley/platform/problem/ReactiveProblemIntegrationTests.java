package dev.parley.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.http.codec.CodecsAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.HttpHandlerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.ReactiveWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.WebFluxAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The same words from a reactive service, where failures may be translated by its own parts. */
@ParleyTest(
    classes = ReactiveProblemIntegrationTests.Relay.class,
    properties = "spring.main.web-application-type=reactive")
class ReactiveProblemIntegrationTests {

  private Api anyone = Api.at("");

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
  }

  @Test
  void aTranslatorNamesTheFailuresItKnows() {
    var answer = anyone.get("/downstream");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(answer.body()).contains("\"code\":\"downstream.away\"");
  }

  @Test
  void otherFaultsAreOursAndStayInside() {
    var answer = anyone.get("/trapdoor");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"internal\"").doesNotContain("sesame");
  }

  @Test
  void whatIsNotThereIsAProblemToo() {
    var answer = anyone.get("/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"route.not_found\"");
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    ReactiveWebServerFactoryAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    WebFluxAutoConfiguration.class,
    CodecsAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ReactiveProblemAutoConfiguration.class
  })
  @RestController
  static class Relay {

    @Bean
    static ProblemTranslator brokenLines() {
      return failure ->
          failure instanceof IOException
              ? ProblemException.unavailable(
                  "downstream.away", "Nobody answers there.", Duration.ofSeconds(7))
              : null;
    }

    @GetMapping("/downstream")
    Mono<String> downstream() {
      return Mono.error(new IOException("broken pipe"));
    }

    @GetMapping("/trapdoor")
    Mono<String> trapdoor() {
      return Mono.error(new IllegalStateException("the pin is sesame"));
    }
  }
}
