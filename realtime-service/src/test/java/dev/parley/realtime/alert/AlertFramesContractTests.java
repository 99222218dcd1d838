package dev.parley.realtime.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.testing.EventContract;
import dev.parley.testing.Sample;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every published alert can be told, and every type told has expectations. */
class AlertFramesContractTests {

  private final AlertFrames frames = new AlertFrames(new ObjectMapper());

  @Test
  void tellsEverySample() {
    assertThat(AlertFrames.EVENTS.keySet().stream().flatMap(EventContract::samples))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(frames.of(envelope(sample))).isPresent());
  }

  @Test
  void expectsWhatItTells() {
    assertThat(EventContract.typesReadBy("realtime-service"))
        .filteredOn(type -> type.startsWith("ops."))
        .containsExactlyInAnyOrderElementsOf(AlertFrames.EVENTS.keySet());
  }

  private static EventEnvelope envelope(Sample sample) {
    return EventEnvelope.of(
        UUID.randomUUID(),
        sample.type(),
        URI.create("/metrics-service"),
        Instant.EPOCH,
        "key",
        sample.bytes());
  }
}
