package dev.parley.metrics.overview;

import static dev.parley.testing.Problems.assertProblem;
import static dev.parley.testing.TestTokens.adminToken;
import static dev.parley.testing.TestTokens.serviceToken;
import static dev.parley.testing.TestTokens.userToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.ApiContract;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ParleyTest(
    postgres = "metrics",
    properties = {
      "parley.scrape.interval=1s",
      "parley.history.every=1s",
      "DISCOVERY_PASSWORD=secret-of-discovery",
      // tests of Spring Boot leave it out
      "management.prometheus.metrics.export.enabled=true"
    })
class OverviewIntegrationTests {

  private static final ClusterOfTinyServers CLUSTER = new ClusterOfTinyServers();
  private static final String PATH = "/api/v1/performance/metrics";

  private final HttpClient http = HttpClient.newHttpClient();
  @LocalServerPort private int port;
  @Autowired private ObjectMapper json;
  @Autowired private JdbcClient jdbc;

  @DynamicPropertySource
  static void cluster(DynamicPropertyRegistry registry) {
    CLUSTER.registrations().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("DISCOVERY_URL", () -> CLUSTER.discovery.url() + "/eureka");
  }

  /** The files in {@code openapi/} say what is there: whoever changes a route changes them. */
  @Test
  void itsApiIsAsItIsDescribed(
      @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers)
      throws IOException {
    ApiContract.of(json.readTree(get("/internal/openapi", null).body()))
        .assertSound()
        .assertDescribes(handlers, "dev.parley.metrics", json);
  }

  @Test
  void addsUpHistogramsOfInstancesBeforeTakingAQuantile() {
    JsonNode chat = service(overviewWithRates(), "chat-service");
    assertThat(chat.path("status").asText()).isEqualTo("up");
    JsonNode instances = chat.path("instances");
    // one has 90 % under 0.1 s, the other 10 %; together it is about a half, as either may have
    // missed a round. The means of their quantiles would be 0.28 and 0.75.
    assertThat(instances.get(0).path("p50").asDouble()).isCloseTo(0.0556, within(0.001));
    assertThat(instances.get(1).path("p50").asDouble()).isCloseTo(0.5, within(0.001));
    assertThat(chat.path("p50").asDouble()).isBetween(0.07, 0.22);
    assertThat(chat.path("p95").asDouble()).isBetween(0.85, 0.94);
    assertThat(chat.path("error_rate").asDouble()).isCloseTo(0.01, within(1e-6));
    assertThat(chat.path("requests_per_second").asDouble())
        .isCloseTo(
            instances.get(0).path("requests_per_second").asDouble()
                + instances.get(1).path("requests_per_second").asDouble(),
            within(1e-6));
  }

  @Test
  void countsARequestThatPassesTheGatewayOnce() {
    JsonNode overview = overviewWithRates();
    assertThat(overview.at("/requests/response_time_p50").asDouble()).isCloseTo(0.5, within(0.001));
    assertThat(overview.at("/requests/requests_per_second"))
        .isEqualTo(service(overview, "gateway").path("requests_per_second"));
    assertThat(overview.at("/requests/total").asLong() % 100).isZero();
  }

  @Test
  void tellsOfEachInstanceHowItIs() {
    JsonNode overview = overviewWithRates();
    JsonNode chat = service(overview, "chat-service").path("instances").get(0);
    assertThat(chat.at("/jvm/heap_used_bytes").asLong()).isEqualTo(1000);
    assertThat(chat.at("/jvm/threads").asLong()).isEqualTo(20);
    assertThat(chat.at("/jvm/gc_pause_seconds").asDouble()).isPositive();
    assertThat(chat.at("/pool/max").asLong()).isEqualTo(10);
    assertThat(overview.at("/database_stats/connections").asLong()).isEqualTo(15);
    assertThat(overview.at("/database_stats/pools/chat-service/active").asLong()).isEqualTo(4);
    assertThat(chat.at("/host/memory_usage").asDouble()).isEqualTo(0.25);
    assertThat(overview.at("/system_resources/memory_usage").asDouble()).isEqualTo(0.25);
    assertThat(chat.at("/host/cpu_usage").asDouble()).as("not the container's").isEqualTo(0.5);
    assertThat(overview.at("/system_resources/cpu_usage").asDouble()).isEqualTo(0.5);
    assertThat(overview.path("collected_at").asText()).endsWith("Z");
  }

  @Test
  void nobodyWhoHangsRefusesOrBabblesSpoilsTheRest() {
    Patience.await().untilAsserted(() -> assertUnspoilt(overviewWithRates()));
  }

  private static void assertUnspoilt(JsonNode overview) {
    JsonNode search = service(overview, "search-service");
    assertThat(search.path("status").asText()).isEqualTo("unknown");
    assertThat(status(search, 0)).as("hangs").isEqualTo("unreachable");
    assertThat(status(search, 1)).as("drips").isEqualTo("unreachable");
    assertThat(search.path("requests_per_second").isNull()).isTrue();
    assertThat(search.at("/instances/0/p99").isNull()).isTrue();
    assertThat(search.at("/instances/0/jvm/threads").isNull()).isTrue();
    assertThat(status(service(overview, "realtime-service"), 0)).isEqualTo("unauthorized");
    JsonNode metrics = service(overview, "metrics-service");
    assertThat(status(metrics, 0)).as("babbles").isEqualTo("unreadable");
    assertThat(status(metrics, 1)).as("sends without end").isEqualTo("unreadable");
    assertThat(overview.path("warnings").toString())
        .contains("search-service-0", "realtime-service-0", "metrics-service-1")
        .doesNotContain("chat-service");
    assertThat(overview.at("/realtime/websocket_connections").isNull()).isTrue();
    assertThat(overview.at("/kafka/lag_by_service").has("search-service")).isFalse();
  }

  @Test
  void readsDiscoveryByItsOwnLoginAndCountsLinesItCannotRead() {
    JsonNode discovery = service(overviewWithRates(), "discovery").path("instances").get(0);
    assertThat(discovery.path("status").asText()).isEqualTo("up");
    assertThat(discovery.path("uptime_seconds").asDouble()).isEqualTo(12.5);
    assertThat(discovery.path("skipped_lines").asInt()).isEqualTo(1);
  }

  @Test
  void answersInTimeWhateverOthersDo() {
    long start = System.nanoTime();
    assertThat(overview().statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void takesDownWhatIsKnownAndNothingElse() throws IOException {
    overviewWithRates();
    Patience.await().until(() -> values("requests_per_second", "chat-service") > 0);
    assertThat(values("response_time", "all")).isPositive();
    assertThat(values("cpu_usage", "all")).isPositive();
    assertThat(values("requests_per_second", "search-service")).as("unknown").isZero();
    String curve =
        "/api/v1/performance/history?metric=response_time_p95&service=chat-service&step=5s";
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(json.readTree(get(curve, adminToken().bearer()).body()).path("points"))
                    .anySatisfy(
                        point -> assertThat(point.path(1).asDouble()).isBetween(0.85, 0.95)));
  }

  @Test
  void tellsRoutesCachesAndSchemasApart() {
    JsonNode overview = overviewWithRates();
    JsonNode chat = service(overview, "chat-service");
    assertThat(chat.at("/routes/0/route").asText()).isEqualTo("GET /api/v1/x");
    assertThat(chat.at("/routes/0/p95").asDouble()).isBetween(0.85, 0.94);
    assertThat(chat.at("/routes/0/error_rate").asDouble()).isCloseTo(0.01, within(1e-6));
    assertThat(chat.at("/instances/0/host/disk_usage").asDouble()).isCloseTo(0.75, within(1e-9));
    JsonNode kinds = overview.at("/cache_stats/kinds");
    JsonNode profile = kinds.path(kinds.path(0).path("service").asText().equals("gateway") ? 1 : 0);
    assertThat(profile.path("service").asText()).isEqualTo("chat-service");
    assertThat(profile.path("name").asText()).isEqualTo("profile");
    assertThat(profile.path("hit_ratio").asDouble()).isCloseTo(0.6, within(1e-9));
    JsonNode schema = overview.at("/database_stats/schemas/chat-service");
    assertThat(schema.path("size_bytes").asLong()).as("two instances share it").isEqualTo(4096);
    assertThat(schema.path("cache_hit_ratio").asDouble()).isCloseTo(0.9, within(1e-9));
    assertThat(overview.at("/kafka/lag_by_service/chat-service").asLong()).isEqualTo(14);
  }

  @Test
  void namesTheCauseTheFigureAndWhatToDo() {
    JsonNode advice = overviewWithRates().path("recommendations");
    assertThat(advice)
        .anySatisfy(
            it -> {
              assertThat(it.path("code").asText()).isEqualTo("service.down");
              assertThat(it.path("cause").asText()).contains("search-service");
              assertThat(it.path("figure").asText()).isEqualTo("2 known to discovery");
              assertThat(it.path("action").asText()).isNotBlank();
            })
        .anySatisfy(
            it -> {
              assertThat(it.path("code").asText()).isEqualTo("cache.cold");
              assertThat(it.path("figure").asText()).startsWith("60 % hits");
            });
  }

  @Test
  void isForAdministratorsOnly() {
    assertProblem(get(PATH, userToken("alice").bearer())).hasStatus(403).hasCode("access.denied");
    assertProblem(get(PATH, serviceToken("metrics-service").bearer()))
        .hasStatus(403)
        .hasCode("auth.person_required");
    assertProblem(get(PATH, null)).hasStatus(401).hasTraceId();
  }

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void opensForNoHostileToken(String token) {
    assertProblem(get(PATH, "Bearer " + token)).hasStatus(401);
    assertProblem(get("/actuator/prometheus", "Bearer " + token)).hasStatus(401);
  }

  @Test
  void showsItsOwnActuatorToServicesOnly() {
    assertThat(get("/actuator/prometheus", serviceToken("metrics-service").bearer()).statusCode())
        .isEqualTo(200);
    assertProblem(get("/actuator/prometheus", adminToken().bearer())).hasStatus(403);
    assertThat(get("/readyz", null).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9s", "6m", "-1m", "1", "abc", "999999999999999999999h", "1h"})
  void refusesAWindowOutOfBounds(String window) {
    assertProblem(get(PATH + "?window=" + window, adminToken().bearer()))
        .hasStatus(400)
        .hasCode("window.invalid")
        .hasErrorAt("window");
  }

  @Test
  void refusesAParameterThatItDoesNotHave() {
    assertProblem(get(PATH + "?windw=30s", adminToken().bearer()))
        .hasStatus(400)
        .hasCode("request.invalid_parameter")
        .hasErrorAt("windw");
  }

  /** Five rounds fall into a stretch, and one of them is taken down: of all that happened. */
  @Test
  void leavesNothingOutBetweenTwoStretches() {
    Patience.upTo(Patience.BOUND.multipliedBy(3))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql(
                                """
                                SELECT sum(weight) > extract(epoch FROM max(at) - min(at)) - 2
                                  FROM (SELECT at, weight FROM sample_5s
                                         WHERE series = 'requests_per_second'
                                           AND service = 'gateway' ORDER BY at OFFSET 2) AS later
                                HAVING count(*) >= 2
                                """)
                            .query(Boolean.class)
                            .optional())
                    .contains(true));
  }

  private long values(String metric, String service) {
    return jdbc.sql("SELECT count(*) FROM sample_5s WHERE series = ? AND service = ?")
        .params(metric, service)
        .query(Long.class)
        .single();
  }

  private static String status(JsonNode service, int instance) {
    return service.path("instances").path(instance).path("status").asText();
  }

  private static JsonNode service(JsonNode overview, String name) {
    return StreamSupport.stream(overview.path("services").spliterator(), false)
        .filter(service -> service.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * From the second round on, when there is something to take a difference of; and not while a busy
   * machine has made a healthy instance miss its time.
   */
  private JsonNode overviewWithRates() {
    return Patience.await()
        .until(
            () -> json.readTree(get(PATH + "?window=30s", adminToken().bearer()).body()),
            overview ->
                overview.at("/requests/response_time_p50").isNumber()
                    && service(overview, "gateway").path("p50").isNumber()
                    && service(overview, "discovery").path("status").asText().equals("up")
                    && service(overview, "chat-service").at("/instances/0/p50").isNumber()
                    && service(overview, "chat-service").at("/instances/1/p50").isNumber());
  }

  private HttpResponse<String> overview() {
    return get(PATH, adminToken().bearer());
  }

  private HttpResponse<String> get(String path, @Nullable String authorization) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
