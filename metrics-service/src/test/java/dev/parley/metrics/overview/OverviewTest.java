package dev.parley.metrics.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One instance that reads a cluster of all kinds of others. */
@ParleyTest(
    postgres = "metrics",
    properties = {
      "parley.scrape.interval=1s",
      "parley.history.every=1s",
      "DISCOVERY_PASSWORD=secret-of-discovery",
      // tests of Spring Boot leave it out
      "management.prometheus.metrics.export.enabled=true"
    })
abstract class OverviewTest {

  static final String PATH = "/api/v1/performance/metrics";

  /** Left open: the next class may have the same instance. */
  private static final ClusterOfTinyServers CLUSTER = new ClusterOfTinyServers();

  Api anyone = Api.atPort(0);
  Api admin = Api.atPort(0);

  @DynamicPropertySource
  static void cluster(DynamicPropertyRegistry registry) {
    CLUSTER.registrations().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("DISCOVERY_URL", () -> CLUSTER.discovery.url() + "/eureka");
  }

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
    admin = anyone.as(TestTokens.adminToken().value());
  }

  /**
   * From the second round on, when there is something to take a difference of; and not while a busy
   * machine has made a healthy instance miss its time.
   */
  JsonNode overviewWithRates() {
    return Patience.await()
        .until(
            () -> admin.get(PATH + "?window=30s").json(200),
            overview ->
                overview.at("/requests/response_time_p50").isNumber()
                    && service(overview, "gateway").path("p50").isNumber()
                    && service(overview, "discovery").path("status").asText().equals("up")
                    && service(overview, "chat-service").at("/instances/0/p50").isNumber()
                    && service(overview, "chat-service").at("/instances/1/p50").isNumber());
  }

  static JsonNode service(JsonNode overview, String name) {
    return StreamSupport.stream(overview.path("services").spliterator(), false)
        .filter(service -> service.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
