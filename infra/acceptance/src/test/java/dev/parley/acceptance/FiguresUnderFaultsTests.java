package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators are told, through the gateway, while real processes are dead. */
class FiguresUnderFaultsTests {

  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private final Api admin = Parley.admin().api();

  @ParameterizedTest
  @CsvSource({
    "redis,    Redis does not answer chat-service (2 of 2 instances).",
    "kafka,    Kafka does not answer search-service (1 of 1 instances).",
    "postgres, The database does not answer chat-service (2 of 2 instances)."
  })
  void aServerThatIsAwayIsNamedAndTheRestIsTold(String server, String warning) {
    figures(this::allIsWell);
    Parley.local().processes(server).getFirst().kill();
    try {
      JsonNode now =
          figures(it -> it.path("warnings").toString().contains(warning) && everyServiceTells(it));

      assertThat(now.at("/system_resources/cpu_usage").isNumber()).isTrue();
      assertThat(now.at("/requests/requests_per_second").isNumber()).isTrue();
      switch (server) {
        case "kafka" -> {
          figures(it -> it.at("/kafka/consumer_lag").isNull());
          assertThat(now.at("/database_stats/schemas/chat-service/size_bytes").asLong())
              .isPositive();
        }
        case "postgres" -> {
          figures(it -> it.at("/database_stats/schemas").isEmpty());
          assertThat(admin.get("/api/v1/performance/history?metric=cpu_usage").status())
              .isEqualTo(503);
        }
        default ->
            assertThat(now.at("/database_stats/schemas/chat-service/size_bytes").asLong())
                .isPositive();
      }
    } finally {
      Parley.local().restart(server);
    }
    figures(this::allIsWell);
  }

  @Test
  void ofInstancesThatWereKilledItIsSaidAndTheOthersAreTold() {
    figures(this::allIsWell);
    Parley.instance("chat-service-2").kill();
    Parley.instance("realtime-service-2").kill();
    try {
      JsonNode now =
          figures(
              it ->
                  degraded(Overview.service(it, "chat-service"))
                      && degraded(Overview.service(it, "realtime-service")));

      JsonNode chat = Overview.service(now, "chat-service");
      assertThat(now.path("warnings").toString()).contains("chat-service:", "could not be read");
      assertThat(chat.path("instances"))
          .filteredOn(it -> it.path("status").asText().equals("up"))
          .singleElement()
          .satisfies(it -> assertThat(it.at("/jvm/heap_used_bytes").asLong()).isPositive());
      assertThat(chat.path("instances"))
          .filteredOn(it -> !it.path("status").asText().equals("up"))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.path("detail").asText()).isNotBlank();
                assertThat(it.at("/jvm/heap_used_bytes").isNull()).isTrue();
              });
      assertThat(chat.at("/pool/max").asLong()).as("of the one that is left").isPositive();
      // discovery forgets them
      figures(
          it ->
              Overview.service(it, "chat-service").path("instances").size() == 1
                  && Overview.service(it, "chat-service").path("status").asText().equals("up"));
    } finally {
      Parley.local().restart("chat-service-2");
      Parley.local().restart("realtime-service-2");
    }
    figures(this::allIsWell);
  }

  private JsonNode figures(Predicate<JsonNode> wanted) {
    return Patience.upTo(A_WHILE)
        .ignoreException(AssertionError.class) // of an answer amid the fault
        .until(
            () -> {
              Answer answer = admin.get("/api/v1/performance/metrics?window=30s");
              return answer.json(200);
            },
            wanted);
  }

  private static boolean everyServiceTells(JsonNode figures) {
    return Services.TAKING_TOKENS.stream()
        .map(name -> Overview.service(figures, name))
        .allMatch(
            it ->
                it.path("status").asText().equals("up")
                    && it.at("/instances/0/jvm/heap_used_bytes").asLong() > 0);
  }

  private boolean allIsWell(JsonNode figures) {
    return everyServiceTells(figures)
        && !figures.path("warnings").toString().contains("does not answer")
        && Overview.service(figures, "chat-service").path("instances").size() == 2
        && Overview.service(figures, "realtime-service").path("instances").size() == 2;
  }

  private static boolean degraded(JsonNode service) {
    return service.path("status").asText().equals("degraded");
  }
}
