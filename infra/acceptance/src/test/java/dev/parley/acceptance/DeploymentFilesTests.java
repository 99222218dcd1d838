package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What containers are made of agrees with itself and with what the services ask for. */
class DeploymentFilesTests {

  private static final Path ROOT = Path.of("../..");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String CONTRACTS = "COPY infra/contracts infra/contracts\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discovery",
        "chat-service",
        "search-service",
        "realtime-service",
        "metrics-service"
      })
  void allDockerfilesAreTheGatewaysButForNamePortAndFolderOfFiles(String service)
      throws IOException {
    assertThat(dockerfile(service)).isEqualTo(dockerfile("gateway"));
  }

  private static String dockerfile(String service) throws IOException {
    return text(service)
        .replaceFirst("# a volume .*\nRUN install .* /(files|index)\n", "")
        .replace(CONTRACTS, "")
        .replace(service, "SERVICE")
        .replaceAll("80\\d\\d|8761", "PORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discovery",
        "gateway",
        "chat-service",
        "search-service",
        "realtime-service",
        "metrics-service"
      })
  void anImageIsMadeOfItsServiceThePlatformAndWhatTheyAreCompiledWith(String service)
      throws IOException {
    String build = text(service).replaceFirst("(?s)\nFROM eclipse.*", "");
    Set<String> expected =
        new HashSet<>(Set.of("pom.xml", "infra/docker/pom.xml", "infra/platform", service));
    if (needsContracts(service)) {
      expected.add("infra/contracts");
    }

    assertThat(all("\nCOPY (\\S+) ", build)).isEqualTo(expected);
    assertThat(expected).allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    assertThat(build).contains(" -f infra/docker -Dservice=" + service + " package\n");
  }

  private static boolean needsContracts(String service) throws IOException {
    return Files.readString(ROOT.resolve(service).resolve("pom.xml")).contains("parley-contracts");
  }

  @Test
  void nothingThatIsCompiledIsKeptFromAnImage() throws IOException {
    String ignored = Files.readString(ROOT.resolve(".dockerignore"));
    try (Stream<Path> sources = Files.walk(ROOT.resolve("chat-service/src/main"))) {
      assertThat(sources.filter(path -> path.endsWith("target"))).as("packages").isNotEmpty();
    }
    assertThat(ignored.indexOf("!**/src/**/target\n"))
        .isGreaterThan(ignored.indexOf("**/target\n"));
  }

  private static String text(String service) throws IOException {
    return Files.readString(ROOT.resolve(service).resolve("Dockerfile"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discovery",
        "gateway",
        "chat-service",
        "search-service",
        "realtime-service",
        "metrics-service"
      })
  void composeGivesEachServiceWhatItRequiresAndNoMoreThanItNeeds(String service)
      throws IOException {
    JsonNode defined = compose().at("/services/" + service);

    assertThat(names(defined.required("environment"))).containsAll(required(service));
    assertThat(defined.required("environment").path("SPRING_PROFILES_ACTIVE").asText())
        .isEqualTo("production");
    assertThat(defined.required("read_only").asBoolean()).isTrue();
    assertThat(defined.required("init").asBoolean()).isTrue();
    assertThat(defined.required("restart").asText()).isEqualTo("unless-stopped");
    assertThat(defined.required("mem_limit").asText()).isNotBlank();
    assertThat(defined.at("/build/dockerfile").asText()).isEqualTo(service + "/Dockerfile");
    assertThat(defined.has("ports")).as("published").isEqualTo(service.equals("gateway"));
  }

  @Test
  void productionHasTwoOfEachServiceAndTlsBeforeTheGateway() throws IOException {
    JsonNode services = compose().required("services");
    for (String service :
        List.of("chat-service", "search-service", "realtime-service", "metrics-service")) {
      ObjectNode second = services.required(service + "-2").deepCopy();
      assertThat(second.remove("profiles"))
          .extracting(JsonNode::asText)
          .containsExactly("production");
      assertThat(second).isEqualTo(services.required(service));
    }
    JsonNode tls = services.required("tls");
    assertThat(tls.required("profiles")).extracting(JsonNode::asText).containsExactly("production");
    assertThat(tls.required("ports"))
        .extracting(JsonNode::asText)
        .containsExactly("80:80", "443:443");
    assertThat(tls.required("read_only").asBoolean()).isTrue();
    assertThat(Files.readString(ROOT.resolve("infra/docker/Caddyfile"))).contains("gateway:8080");
  }

  @Test
  void everyContainerIsBoundedAndNoSecretHasADefault() throws IOException {
    assertThat(compose().required("services"))
        .allSatisfy(it -> assertThat(it.path("mem_limit").asText()).matches("\\d+[mg]"))
        // Docker refuses more than a machine has, and two cores are enough for all of it
        .allSatisfy(it -> assertThat(it.path("cpus").asDouble()).isBetween(0.5, 2.0));
    assertThat(Files.readString(ROOT.resolve("docker-compose.yml")))
        .doesNotContainPattern("\\$\\{[A-Z_]*(PASSWORD|SECRET)[A-Z_]*:?-[^}]");
  }

  @Test
  void everyVariableOfComposeThatMustBeSetIsInTheExampleAndMarkedThere() throws IOException {
    String example = Files.readString(ROOT.resolve(".env.example"));

    for (String name :
        all("\\$\\{([A-Z_]+):\\?", Files.readString(ROOT.resolve("docker-compose.yml")))) {
      assertThat(example).containsPattern("# CHANGEME.*\\n" + name + "=CHANGEME");
    }
  }

  @Test
  void everyVariableThatAServiceReadsIsInTheTable() throws IOException {
    String table = Files.readString(ROOT.resolve("docs/configuration.md"));
    Set<String> read = new HashSet<>();
    for (String file :
        List.of(
            "gateway/src/main",
            "discovery/src/main",
            "chat-service/src/main",
            "search-service/src/main",
            "realtime-service/src/main",
            "metrics-service/src/main",
            "infra/platform/src/main")) {
      read.addAll(
          all(
              "\\$\\{([A-Z][A-Z_]+)[:}]",
              Files.readString(ROOT.resolve(file + "/resources/" + settings(file)))));
    }

    assertThat(read).isNotEmpty().allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
  }

  private static String settings(String folder) {
    return folder.startsWith("infra/platform") ? "parley-defaults.yml" : "application.yml";
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> required(String service) throws IOException {
    JsonNode settings =
        YAML.readTree(ROOT.resolve(service + "/src/main/resources/application.yml").toFile());
    return StreamSupport.stream(settings.at("/parley/required").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /** Read by SnakeYAML, which merges {@code <<} as Compose does. */
  static JsonNode compose() throws IOException {
    String text = Files.readString(ROOT.resolve("docker-compose.yml"));
    return YAML.valueToTree(new Yaml().load(text));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
