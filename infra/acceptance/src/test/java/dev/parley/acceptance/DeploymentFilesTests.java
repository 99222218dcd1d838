package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What containers are made of agrees with itself and with what the services ask for. */
class DeploymentFilesTests {

  private static final Path ROOT = Path.of("../..");
  private static final YAMLMapper YAML = new YAMLMapper();

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
    String text =
        Files.readString(ROOT.resolve(service).resolve("Dockerfile"))
            .replaceFirst("# a volume .*\nRUN install .* /(files|index)\n", "");
    String build = "-pl discovery,gateway,chat-service,search-service,realtime-service,";
    int list = text.indexOf(build);
    assertThat(list).as("all are built in one stage").isPositive();
    int rest = text.indexOf('\n', list);
    String head = text.substring(0, list).replace(service, "SERVICE");
    String tail = text.substring(rest).replace(service, "SERVICE");
    return head + text.substring(list, rest) + tail.replaceAll("80\\d\\d|8761", "PORT");
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
  private static JsonNode compose() throws IOException {
    String text = Files.readString(ROOT.resolve("docker-compose.yml"));
    return YAML.valueToTree(new Yaml().load(text));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
