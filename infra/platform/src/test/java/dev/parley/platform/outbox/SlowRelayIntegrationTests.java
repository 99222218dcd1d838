package dev.parley.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.server.Servers;
import dev.parley.testing.Logged;
import dev.parley.testing.Patience;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With thresholds that everything exceeds. */
class SlowRelayIntegrationTests {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void itsFlightsAreLoggedWithATraceAndItsStatementsWithoutValues() {
    String topic = Servers.newTopic(1);
    // a service that starts sets logging up anew
    try (Instance instance =
            Instance.start(
                Servers.newSchema(),
                List.of(),
                "SLOW_OPERATION_THRESHOLD=0",
                "SLOW_QUERY_THRESHOLD=0");
        Logged operations = Logged.under("dev.parley.slow-operations");
        Logged statements = Logged.under("dev.parley.slow-statements")) {
      instance
          .transaction()
          .executeWithoutResult(
              _ ->
                  instance
                      .outbox()
                      .append(
                          topic,
                          TestEvents.event("sesame", 1)
                              .withTraceParent("00-" + TRACE + "-00f067aa0ba902b7-01")));
      instance.awaitEmpty(Duration.ofSeconds(20));

      Patience.await().until(() -> !operations.lines().isEmpty());
      assertThat(operations.lines())
          .singleElement()
          .asString()
          .startsWith(TRACE + ": slow operation: outbox to Kafka, 1 events took ");
      assertThat(statements.lines())
          .anyMatch(line -> line.endsWith("DELETE FROM outbox WHERE shard = ? AND id = ANY (?)"))
          .noneMatch(line -> line.contains("sesame"));
    }
  }
}
