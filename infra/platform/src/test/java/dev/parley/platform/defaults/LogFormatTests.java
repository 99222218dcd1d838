package dev.parley.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

  private String lastLine(String format) throws IOException, InterruptedException {
    return OwnProcess.of(Service.class, folder).with("LOG_FORMAT", format).lines().getLast();
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
