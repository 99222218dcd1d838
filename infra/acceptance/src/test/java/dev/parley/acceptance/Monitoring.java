package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files that Prometheus and Grafana are given. */
final class Monitoring {

  static final Path PROMETHEUS = Path.of("../prometheus");

  private Monitoring() {}

  /** What a panel asks for. */
  record Query(String panel, String expression) {

    /** As Grafana would send it. */
    String over(String interval) {
      return expression.replace("$__rate_interval", interval);
    }
  }

  static List<Query> queries(Path dashboard) throws IOException {
    JsonNode panels = new ObjectMapper().readTree(dashboard.toFile()).required("panels");
    return elements(panels)
        .flatMap(
            panel ->
                elements(panel.required("targets"))
                    .map(
                        target ->
                            new Query(
                                panel.required("title").asText(),
                                target.required("expr").asText())))
        .toList();
  }

  static Stream<Path> dashboards() {
    try (Stream<Path> files = Files.list(Path.of("../grafana/dashboards"))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> alerts() throws IOException {
    return rules("alerts.yml");
  }

  static List<JsonNode> recordings() throws IOException {
    return rules("recording.yml");
  }

  private static List<JsonNode> rules(String file) throws IOException {
    return elements(yaml("rules/" + file).required("groups"))
        .flatMap(group -> elements(group.required("rules")))
        .toList();
  }

  /** What promtool is to find of alerts, moment by moment. */
  static List<JsonNode> alertTests() throws IOException {
    return elements(yaml("tests/alerts.yml").required("tests"))
        .flatMap(test -> elements(test.path("alert_rule_test")))
        .toList();
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(PROMETHEUS.resolve(file).toFile());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
