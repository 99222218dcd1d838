package dev.parley.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators look at: one list of metrics, and dashboards and alerts that keep to it. */
class MonitoringTests {

  private static final Path ROOT = Path.of("../..");

  /**
   * What must be there where something has happened; the documents of the united systems name it.
   */
  private static final List<String> PROMISED =
      List.of(
          "http_requests_total",
          "http_request_duration_seconds_bucket",
          "websocket_connections_active",
          "database_query_duration_seconds_bucket",
          "cache_hit_ratio");

  @Test
  void everyServiceKeepsToTheList() throws IOException {
    MetricList list = MetricList.read();
    Set<String> seen = new HashSet<>();
    Set<String> violations = new TreeSet<>();
    somethingHappens();
    for (String service : Services.ALL) {
      List<String> lines = Parley.figures(Parley.instance(service)).toList();
      list.violations(lines).forEach(violation -> violations.add(service + ": " + violation));
      lines.forEach(line -> seen.add(line.replaceAll("[{ ].*", "")));
    }
    assertThat(violations).isEmpty();
    assertThat(seen).containsAll(PROMISED);
  }

  @ParameterizedTest
  @MethodSource("dev.parley.acceptance.Monitoring#dashboards")
  void everyPanelAsksForMetricsThatThereAre(Path dashboard) throws IOException {
    List<Monitoring.Query> queries = Monitoring.queries(dashboard);
    assertThat(queries).isNotEmpty();
    for (Monitoring.Query query : queries) {
      assertKnown(query.expression());
    }
  }

  @Test
  void everyAlertHasAPageAndAsksForMetricsThatThereAre() throws IOException {
    Set<String> alerts = new HashSet<>();
    for (JsonNode rule : Monitoring.alerts()) {
      String name = rule.required("alert").asText();
      alerts.add(name + ".md");
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo("docs/runbooks/" + name + ".md");
      assertKnown(rule.required("expr").asText());
    }
    alerts.add("README.md");
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs/runbooks"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(alerts);
    }
  }

  @Test
  void everyAlertIsTestedWhereItSpeaksAndWhereItIsSilent() throws IOException {
    Set<String> speaking = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (JsonNode moment : Monitoring.alertTests()) {
      (moment.required("exp_alerts").isEmpty() ? silent : speaking)
          .add(moment.required("alertname").asText());
    }
    Set<String> alerts = new TreeSet<>();
    Monitoring.alerts().forEach(rule -> alerts.add(rule.required("alert").asText()));
    assertThat(speaking).isEqualTo(alerts);
    assertThat(silent).isEqualTo(alerts);
  }

  @Test
  void promtoolFindsTheRulesAndTheirTestsGood() throws Exception {
    Prometheus.require("promtool", "prometheus");
    assertFindsNothing("sh", Monitoring.PROMETHEUS.resolve("check.sh").toString());
  }

  @Test
  void amtoolFindsWhoIsToldGood() throws Exception {
    Prometheus.require("amtool", "prometheus-alertmanager");
    String settings = Monitoring.PROMETHEUS.resolve("alertmanager.yml").toString();
    assertFindsNothing("amtool", "check-config", settings);
  }

  private static void assertFindsNothing(String... command) throws Exception {
    Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words = new String(check.getInputStream().readAllBytes(), UTF_8);
    assertThat(check.waitFor()).as(words).isZero();
  }

  private static void assertKnown(String expression) throws IOException {
    MetricList list = MetricList.read();
    Set<String> recorded = new HashSet<>(Set.of("up"));
    for (JsonNode rule : Monitoring.recordings()) {
      recorded.add(rule.required("record").asText());
    }
    assertThat(MetricList.namesIn(expression))
        .as(expression)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(
                        list.names().contains(name)
                            || recorded.contains(name)
                            || list.isLibrarys(name))
                    .as(name)
                    .isTrue());
  }

  /** So that whatever is counted only once it has happened is there. */
  private static void somethingHappens() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("figures");
    try (WsClient device = ada.live()) {
      ada.post(conversation, "counted");
      device.until(conversation, 1);
      Patience.await().until(() -> ada.search("counted").path("total").asInt() > 0);
    }
  }
}
