package dev.parley.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

@AutoConfigureObservability
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "DISCOVERY_PASSWORD=right-password")
class DiscoveryIntegrationTests {

  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/lastn",
        "/eureka/apps",
        "/eureka/apps/delta",
        "/eureka/css/wro.css",
        "/actuator/health",
        "/actuator/prometheus",
        "/nowhere"
      })
  void asksForALogin(String path) {
    ResponseEntity<String> answer = get(anonymous(), path);

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(answer.getHeaders().getFirst("WWW-Authenticate")).startsWith("Basic ");
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody()).contains("\"auth.required\"").contains("\"trace_id\"");
  }

  @Test
  void refusesAWrongPassword() {
    assertThat(get(client("parley", "wrong-password"), "/eureka/apps").getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(get(client("someone", "right-password"), "/eureka/apps").getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/eureka/css/wro.css", "/eureka/apps", "/actuator/prometheus"})
  void opensToTheLogin(String path) {
    assertThat(get(operator(), path).getStatusCode()).isEqualTo(HttpStatus.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void answersProbesWithoutALogin(String path) {
    assertThat(get(anonymous(), path).getStatusCode()).isEqualTo(HttpStatus.OK);
  }

  @Test
  void handsOutWhatRegistersAndForgetsWhatLeavesAtOnce() {
    var registry = new Registry(operator());

    registry.register("leaving");
    assertThat(registry.instances()).contains("leaving");

    registry.deregister("leaving");
    assertThat(registry.instances()).doesNotContain("leaving");
  }

  /** Eureka grants a lease twice over, so that a lease of 1 s ends after 2 s, plus the eviction. */
  @Test
  void forgetsWhatStopsRenewingAndKeepsTheRest() {
    var registry = new Registry(operator());
    registry.register("alive");
    registry.register("dead");

    await()
        .atMost(Duration.ofSeconds(6))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              registry.renew("alive");
              return !registry.instances().contains("dead");
            });

    assertThat(registry.instances()).contains("alive");
  }

  @Test
  void doesNotStartWithoutItsPassword() {
    var application =
        new SpringApplicationBuilder(DiscoveryApplication.class).web(WebApplicationType.SERVLET);

    assertThatThrownBy(() -> application.run("--server.port=0"))
        .hasMessageContaining("DISCOVERY_PASSWORD is not set");
  }

  private static ResponseEntity<String> get(RestClient client, String path) {
    return client
        .get()
        .uri(path)
        .retrieve()
        .onStatus(s -> true, (q, r) -> {})
        .toEntity(String.class);
  }

  private RestClient operator() {
    return client("parley", "right-password");
  }

  private RestClient client(String user, String password) {
    return anonymous().mutate().defaultHeaders(h -> h.setBasicAuth(user, password)).build();
  }

  private RestClient anonymous() {
    return RestClient.create("http://127.0.0.1:" + port);
  }
}
