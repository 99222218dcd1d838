package dev.parley.metrics.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is told of a cluster, and of those in it who do not answer as they should. */
class OverviewIntegrationTests extends OverviewTest {

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
    admin.get(PATH).assertStatus(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private static String status(JsonNode service, int instance) {
    return service.path("instances").path(instance).path("status").asText();
  }
}
