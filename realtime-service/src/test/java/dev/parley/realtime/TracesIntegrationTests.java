package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.Trace;
import dev.parley.testing.WsClient;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a trace tells of an event that comes here. */
class TracesIntegrationTests {

  private final Installation installation = Installation.fresh();

  @Test
  void whereAnEventCameFromIsTold() {
    TestToken ada = TestTokens.userToken("ada");
    UUID conversation = UUID.randomUUID();
    try (var service =
            RealtimeInstance.start(
                installation,
                "management.otlp.tracing.endpoint=" + OtlpReceiver.shared().tracesUrl(),
                "management.tracing.sampling.probability=1.0");
        var client = WsClient.join(service.ws(), ada.value())) {
      installation.addMember(conversation, ada.userId());
      installation.post(conversation, 1);
      client.until(conversation, 1);

      OtlpReceiver.shared()
          .awaitTrace(
              Installation.TRACE_ID,
              Duration.ofSeconds(20),
              trace -> {
                assertCameFromTheLog(trace, "remember");
                assertCameFromTheLog(trace, "deliver");
              });
    }
  }

  private void assertCameFromTheLog(Trace trace, String done) {
    assertThat(trace.of("realtime-service"))
        .filteredOn(span -> span.kind() == ReceivedSpan.Kind.CONSUMER)
        .anySatisfy(
            span -> {
              assertThat(span.name()).isEqualTo(done + " " + installation.events());
              assertThat(span.attributes())
                  .containsEntry("messaging.operation.name", done)
                  .containsEntry("messaging.operation.type", "process")
                  .containsEntry("messaging.destination.name", installation.events())
                  .containsKey("messaging.destination.partition.id")
                  .doesNotContainKey("messaging.consumer.group.name");
            });
  }
}
