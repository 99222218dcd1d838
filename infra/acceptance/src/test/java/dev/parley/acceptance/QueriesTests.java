package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every panel and every rule asks a real Prometheus, which reads all of a running installation. */
class QueriesTests {

  private static final Duration A_WHILE = Duration.ofSeconds(60);

  /** A selector of series, with its labels. */
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{[^}]*})?");

  /** What has no series as long as all is well, and why. */
  private static final Map<String, String> SILENT_IN_PEACE =
      Map.of(
          "status=~\"5..\"", "nothing fails",
          "parley_consumer_dead_letters_total", "no event had to be given up",
          "rate_limit_refused_total", "this installation refuses nobody",
          "gateway_load_shed_total", "there is not more to do than can be done",
          "gateway_retries_total", "no instance has left a request unanswered",
          "parley_import_records_total", "nobody imports",
          "realtime_connections_dropped_total", "nobody had to be dropped",
          "realtime_resumes_total", "nobody has come back");

  private static Prometheus prometheus;
  private static Traffic traffic;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    prometheus = Prometheus.start(folder);
    traffic = new Traffic();
    Patience.upTo(A_WHILE)
        .untilAsserted(
            () ->
                assertThat(prometheus.targets())
                    .hasSize(8)
                    .allSatisfy(
                        it ->
                            assertThat(it.path("health").asText() + it.path("lastError").asText())
                                .isEqualTo("up")));
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  @ParameterizedTest
  @MethodSource("dev.parley.acceptance.Monitoring#dashboards")
  void everyPanelShowsSomething(Path dashboard) throws IOException {
    List<Monitoring.Query> queries = Monitoring.queries(dashboard);
    assertThat(queries).isNotEmpty();
    untilAllAnswer(queries.stream().map(query -> query.over("1m")).toList());
  }

  /** Rates need two readings with something between them. What is silent must be sound, too. */
  private static void untilAllAnswer(List<String> queries) {
    Patience.upTo(A_WHILE)
        .untilAsserted(
            () -> {
              traffic.flow();
              assertThat(queries)
                  .filteredOn(query -> prometheus.query(query).isEmpty())
                  .filteredOn(query -> SILENT_IN_PEACE.keySet().stream().noneMatch(query::contains))
                  .as("without a result")
                  .isEmpty();
            });
  }

  @Test
  void everyRuleIsEvaluated() {
    Patience.upTo(A_WHILE)
        .untilAsserted(
            () ->
                assertThat(prometheus.rules())
                    .isNotEmpty()
                    .flatExtracting(group -> List.copyOf(rulesOf(group)))
                    .allSatisfy(
                        it -> assertThat(it.path("health").asText()).as("%s", it).isEqualTo("ok")));
  }

  private static List<JsonNode> rulesOf(JsonNode group) {
    var rules = new ArrayList<JsonNode>();
    group.required("rules").forEach(rules::add);
    return rules;
  }

  /** An alert has no result in peace; but what it looks at has to be there. */
  @Test
  void everyAlertLooksAtSeriesThatThereAre() throws IOException {
    for (JsonNode alert : Monitoring.alerts()) {
      String expression = alert.required("expr").asText();
      List<String> names = MetricList.namesIn(expression);
      List<String> selectors =
          SELECTOR
              .matcher(expression)
              .results()
              .filter(found -> names.contains(found.group(1)))
              .map(MatchResult::group)
              .toList();
      assertThat(selectors).as(expression).isNotEmpty();
      untilAllAnswer(selectors);
    }
  }

  /** A rule about a figure that its service never tells would be silent for ever. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "response_time         | http_request_duration_seconds_count",
        "cpu_usage             | process_cpu_usage",
        "memory_usage          | host_memory_total_bytes",
        "disk_usage            | disk_total_bytes",
        "heap_usage            | jvm_memory_max_bytes{area='heap'}",
        "cache_hit_ratio       | cache_gets_total",
        "consumer_lag          | kafka_consumer_fetch_manager_records_lag{partition!=''} or realtime_stream_lag",
        "outbox_age            | parley_outbox_oldest_age_seconds",
        "pool_pending          | hikaricp_connections_pending",
        "websocket_connections | websocket_connections_active"
      })
  void rulesMayBeAboutWhoeverTellsOfThem(String metric, String series) {
    String expected = "must be %s with " + metric;
    String refused =
        Parley.admin()
            .api()
            .post(
                "/api/v1/alerts/rules",
                Map.of(
                    "name", "x",
                    "metric", metric,
                    "service", "nobody",
                    "comparison", "above",
                    "threshold", 1))
            .assertProblem(400, "request.invalid")
            .actual()
            .at("/errors/0/detail")
            .asText();
    Patience.upTo(A_WHILE)
        .untilAsserted(
            () -> assertThat(refused).isEqualTo(expected.formatted(servicesWith(series))));
  }

  private static String servicesWith(String series) {
    Set<String> services = new TreeSet<>();
    prometheus
        .query("count by (service) (" + series + ")")
        .forEach(it -> services.add(it.at("/metric/service").asText()));
    return String.join(", ", services) + ", all";
  }

  /** So that whatever is counted only once it has happened is there, and grows. */
  private static final class Traffic {

    private final Person ada = Parley.person("ada");
    private final UUID conversation = ada.createConversation("figures");

    void flow() {
      try (WsClient device = ada.live()) {
        long seq = ada.post(conversation, "counted").path("seq").asLong();
        device.until(conversation, seq);
      }
      ada.search("counted");
      ada.api()
          .with("Accept-Encoding", "gzip")
          .get("/api/v1/conversations/" + conversation + "/messages")
          .assertStatus(200);
    }
  }
}
