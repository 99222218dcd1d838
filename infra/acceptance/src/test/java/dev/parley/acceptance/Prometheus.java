package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Prometheus of the tests' own with the settings that Compose gives to its one, but for addresses
 * and how often it reads: it finds the instances, signs in and evaluates the rules by itself.
 */
final class Prometheus implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("msg=\"Listening on\" address=\\S+?:(\\d+)\\s");

  private final Process process;
  private final Api api;

  private Prometheus(Process process, int port) {
    this.process = process;
    this.api = Api.atPort(port);
  }

  /**
   * CI installs the tools; whoever has none of them here is told, and goes on without.
   *
   * @param debian the package that brings it
   */
  static void require(String tool, String debian) {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    if (!there) {
      String missing = tool + " is missing: apt-get install " + debian;
      if (System.getenv("CI") != null) {
        throw new IllegalStateException(missing);
      }
      Assumptions.abort(missing);
    }
  }

  static Prometheus start(Path folder) throws IOException {
    require("prometheus", "prometheus");
    Path settings = Files.writeString(folder.resolve("prometheus.yml"), settings(folder));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    int port = Patience.await().until(() -> port(log), Optional::isPresent).orElseThrow();
    return new Prometheus(process, port);
  }

  private static Optional<Integer> port(Path log) throws IOException {
    return LISTENING
        .matcher(Files.readString(log))
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .findFirst();
  }

  private static String settings(Path folder) throws IOException {
    var yaml = new YAMLMapper();
    Path file = Monitoring.PROMETHEUS.resolve("prometheus.yml");
    ObjectNode settings = (ObjectNode) yaml.readTree(file.toFile());
    settings.remove("alerting");
    for (String often : new String[] {"scrape_interval", "scrape_timeout", "evaluation_interval"}) {
      ((ObjectNode) settings.required("global")).put(often, "2s");
    }
    return yaml.writeValueAsString(settings)
        .replace("/etc/prometheus", Monitoring.PROMETHEUS.toAbsolutePath().normalize().toString())
        .replace("/tmp/ops-secret", secret(folder, "PARLEY_OPS_SECRET"))
        .replace("/tmp/discovery-password", secret(folder, "DISCOVERY_PASSWORD"))
        .replace("chat-service:8081", address("chat-service"))
        .replace("discovery:8761", address("discovery"))
        .replace("refresh_interval: \"15s\"", "refresh_interval: \"1s\"");
  }

  private static String secret(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), Parley.local().secret(name)).toString();
  }

  private static String address(String service) {
    return "127.0.0.1:" + Parley.instance(service).port();
  }

  /** What an expression gives now. */
  JsonNode query(String expression) {
    return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .required("result");
  }

  /** Each rule with what came of evaluating it. */
  JsonNode rules() {
    return get("/api/v1/rules").required("groups");
  }

  JsonNode targets() {
    return get("/api/v1/targets?state=active").required("activeTargets");
  }

  private JsonNode get(String path) {
    return api.get(path).json(200).required("data");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
