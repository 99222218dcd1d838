package dev.parley.platform.defaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** Lines for people where one starts it by hand, and for machines in containers. */
@Timeout(60)
class LogFormatTests {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir private Path folder;

  @Test
  void peopleReadTheTraceBeforeTheMessage() throws Exception {
    assertThat(lastLine("")).contains("[" + TRACE + "] ").endsWith("something is odd");
  }

  @Test
  void machinesReadTheFieldsOfTheElasticCommonSchema() throws Exception {
    JsonNode line = Json.read(lastLine("ecs"));

    assertThat(line.path("message").asText()).isEqualTo("something is odd");
    assertThat(line.path("trace.id").asText()).isEqualTo(TRACE);
    assertThat(line.path("user.id").asText()).isEqualTo("ada");
    assertThat(line.at("/service/name").asText()).isEqualTo("a-service");
    assertThat(line.at("/log/level").asText()).isEqualTo("WARN");
  }

  /** A process of its own, beside the tests' configuration, which says how their lines look. */
  private String lastLine(String format) throws IOException, InterruptedException {
    String file = Service.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(file);
    Files.createDirectories(copy.getParent());
    try (var code = requireNonNull(Service.class.getResourceAsStream("/" + file))) {
      Files.copy(code, copy);
    }
    String testing = Path.of("../testing").toRealPath().toString();
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith("test-classes") && !entry.startsWith(testing))
            .collect(Collectors.joining(File.pathSeparator, folder + File.pathSeparator, ""));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                java, "-XX:TieredStopAtLevel=1", "-cp", classPath, Service.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("LOG_FORMAT", format);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList().getLast();
  }

  @Configuration(proxyBeanMethods = false)
  static class Service {

    public static void main(String[] arguments) {
      new SpringApplicationBuilder(Service.class)
          .web(WebApplicationType.NONE)
          .properties(Map.of("spring.application.name", "a-service"))
          .run(arguments);
      try (var _ = MDC.putCloseable("traceId", TRACE);
          var _ = MDC.putCloseable("userId", "ada")) {
        LoggerFactory.getLogger(Service.class).warn("something is odd");
      }
    }
  }
}
