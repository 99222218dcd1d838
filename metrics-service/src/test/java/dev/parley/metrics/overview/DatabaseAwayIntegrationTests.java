package dev.parley.metrics.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.ServerOptions;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Figures of now need no database: that it is away is what operators want to see. */
@ParleyTest(
    kafka = true,
    properties = {
      "parley.scrape.interval=1s",
      "parley.history.every=1s",
      "DISCOVERY_URL=",
      "DB_POOL_TIMEOUT=1"
    })
@DirtiesContext
class DatabaseAwayIntegrationTests {

  private static final ClusterOfTinyServers CLUSTER = new ClusterOfTinyServers();
  private static final PostgresServer POSTGRES = PostgresServer.start(ServerOptions.temporary());

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void cluster(DynamicPropertyRegistry registry) {
    CLUSTER.registrations().forEach((name, value) -> registry.add(name, () -> value));
    POSTGRES.createService("metrics", "a-password-for-tests");
    registry.add("POSTGRES_URL", POSTGRES::jdbcUrl);
    registry.add("POSTGRES_USER", () -> "metrics");
    registry.add("POSTGRES_PASSWORD", () -> "a-password-for-tests");
  }

  @AfterAll
  static void stop() {
    POSTGRES.close();
  }

  @Test
  void tellsFiguresOfNowAndSaysOfHistoryThatItIsAway() {
    Api admin = Api.atPort(port).as(TestTokens.adminToken().value());
    String history = "/api/v1/performance/history?metric=requests_per_second&step=5s";
    Patience.await()
        .until(
            () -> admin.get(history).json(200).path("points").toString().matches(".*\",[0-9.].*"));

    POSTGRES.close();

    JsonNode now = admin.get("/api/v1/performance/metrics?window=30s").json(200);
    assertThat(now.at("/requests/requests_per_second").asDouble()).isPositive();
    assertThat(now.path("services")).isNotEmpty();
    assertThat(admin.get(history).status()).isEqualTo(503);
    assertThat(admin.get("/api/v1/alerts").status()).isEqualTo(503);
    assertThat(admin.post("/api/v1/performance/cache/clear", null).status()).isEqualTo(503);
    assertThat(Api.atPort(port).get("/livez").status()).isEqualTo(200);
    // else the gateway would send nobody here any more
    assertThat(Api.atPort(port).get("/readyz").status()).isEqualTo(200);
  }
}
