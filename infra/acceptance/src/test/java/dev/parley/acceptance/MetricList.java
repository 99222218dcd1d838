package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The one list of metrics, {@code contracts/metrics.yaml}. */
final class MetricList {

  private static final Path FILE =
      Path.of("../../infra/contracts/src/main/resources/contracts/metrics.yaml");
  private static final Pattern LINE = Pattern.compile("([a-z_A-Z0-9:]+)(?:\\{(.*)})? \\S+( #.*)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_A-Z0-9]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** An id, a token, an address: whatever there would be one of for each user. */
  private static final Pattern PERSONAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-|@|eyJ|prl_|[0-9a-f]{24}");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  private static final Map<String, List<String>> ENDINGS =
      Map.of(
          "gauge", List.of(""),
          "counter", List.of("_total"),
          "timer", List.of("_count", "_sum", "_max"),
          "longTask", List.of("_count", "_sum", "_max", "_gcount", "_gsum", "_bucket"),
          "histogram", List.of("_count", "_sum", "_max", "_bucket"));

  private final Map<String, JsonNode> labels = new HashMap<>();
  private final Set<String> libraries = new HashSet<>();

  private MetricList() {}

  static MetricList read() throws IOException {
    var list = new MetricList();
    JsonNode file = new YAMLMapper().readTree(FILE.toFile());
    file.required("metrics")
        .properties()
        .forEach(
            metric -> {
              String type = metric.getValue().required("type").asText();
              for (String ending : ENDINGS.getOrDefault(type, List.of())) {
                list.labels.put(metric.getKey() + ending, metric.getValue().path("labels"));
              }
            });
    file.required("libraries").forEach(prefix -> list.libraries.add(prefix.asText()));
    return list;
  }

  /** Full names, as Prometheus has them. */
  Set<String> names() {
    return labels.keySet();
  }

  boolean isLibrarys(String name) {
    return libraries.stream().anyMatch(name::startsWith);
  }

  /** What an exposition has that the list does not allow. */
  Set<String> violations(List<String> exposition) {
    Set<String> found = new HashSet<>();
    for (String line : exposition) {
      Matcher sample = LINE.matcher(line);
      if (!line.startsWith("#") && sample.matches()) {
        check(sample.group(1), labelsOf(sample.group(2)), found);
      }
    }
    return found;
  }

  private void check(String name, Map<String, String> given, Set<String> found) {
    given.forEach(
        (label, value) -> {
          if (PERSONAL.matcher(value).find() && !label.equals("instance")) {
            found.add("%s{%s=%s} is one of very many".formatted(name, label, value));
          }
        });
    JsonNode allowed = labels.get(name);
    if (allowed == null) {
      if (!isLibrarys(name)) {
        found.add(name + " is not in the list");
      }
      return;
    }
    given.forEach(
        (label, value) -> {
          if (label.equals("service") || label.equals("le")) {
            return;
          }
          JsonNode values = allowed.path(label);
          if (values.isMissingNode()) {
            found.add("%s has no label %s".formatted(name, label));
          } else if (values.isArray() && !texts(values).contains(value)) {
            found.add("%s: %s is none of %s".formatted(name, value, values));
          }
        });
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Map<String, String> labelsOf(@Nullable String text) {
    Map<String, String> found = new HashMap<>();
    if (text != null) {
      LABEL.matcher(text).results().forEach(label -> found.put(label.group(1), label.group(2)));
    }
    return found;
  }

  /** The names of metrics in an expression of Prometheus. */
  static List<String> namesIn(String expression) {
    String bare =
        expression
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\{[^}]*}", "{}")
            .replaceAll("\\[[^\\]]*]", "")
            .replaceAll("\\b(by|on|without|ignoring|group_left|group_right) *\\([^)]*\\)", "");
    var names = new ArrayList<String>();
    Matcher word = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_:]*(?! *\\()").matcher(bare);
    while (word.find()) {
      boolean begins = word.start() == 0 || !isPart(bare.charAt(word.start() - 1));
      boolean ends = word.end() == bare.length() || !isPart(bare.charAt(word.end()));
      if (begins && ends && !WORDS.contains(word.group())) {
        names.add(word.group());
      }
    }
    return names;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ':';
  }
}
