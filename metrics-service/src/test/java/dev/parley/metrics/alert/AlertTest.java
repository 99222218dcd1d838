package dev.parley.metrics.alert;

import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One instance that nothing is told to but by these tests, and that tells nobody else. */
@ParleyTest(
    postgres = "metrics_alerts",
    kafka = true,
    properties = {
      "parley.scrape.services=",
      "DISCOVERY_URL=",
      "parley.history.every=1d",
      "parley.alerts.webhooks.every=100ms",
      "ALERT_WEBHOOK_SECRET=whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
      "ALERT_WEBHOOK_ALLOW_PRIVATE=true"
    })
@ExtendWith(OutputCaptureExtension.class)
abstract class AlertTest {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Left open: the next class may have the same instance. */
  static final TinyServer RECEIVER =
      new TinyServer(exchange -> TinyServer.answer(exchange, 204, ""));

  @LocalServerPort int port;
  @Autowired WatchRules watch;
  @Autowired JdbcOperations jdbc;
  Api admin = Api.atPort(0);

  @DynamicPropertySource
  static void receiver(DynamicPropertyRegistry registry) {
    registry.add("ALERT_WEBHOOK_URLS", () -> RECEIVER.url() + "/hook");
  }

  @BeforeEach
  void nothingIsWrong() {
    jdbc.execute("TRUNCATE alert, alert_address_gone");
    admin = Api.atPort(port).as(TestTokens.adminToken().value());
  }

  String rule(Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("name", "lag of search");
    body.put("metric", "consumer_lag");
    body.put("service", "search-service");
    body.put("comparison", "above");
    return admin.post("/api/v1/alerts/rules", body).json(201).path("id").asText();
  }
}
