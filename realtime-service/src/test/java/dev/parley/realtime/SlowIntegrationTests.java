package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Logged;
import dev.parley.testing.Patience;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** With thresholds that everything exceeds. */
class SlowIntegrationTests {

  private static final String TRACE = Installation.TRACE_ID;

  @Test
  void whatAnEventSetsOffIsLoggedWithItsTrace() {
    Installation installation = Installation.fresh();
    try (var _ =
            RealtimeInstance.start(
                installation, "SLOW_QUERY_THRESHOLD=0", "SLOW_OPERATION_THRESHOLD=0");
        Logged statements = Logged.under("dev.parley.slow-statements");
        Logged operations = Logged.under("dev.parley.slow-operations")) {
      installation.addMember(UUID.randomUUID(), UUID.randomUUID());

      Patience.await()
          .untilAsserted(
              () ->
                  assertThat(operations.lines())
                      .anyMatch(
                          it ->
                              it.startsWith(TRACE + ": slow operation: remember chat.events")
                                  && it.contains(", 1 events took")));
      assertThat(statements.lines()).anyMatch(it -> it.startsWith(TRACE + ": slow statement: "));
    }
  }
}
