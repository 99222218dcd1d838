package dev.parley.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CdnPurgeTests {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UUID file = UUID.randomUUID();

  @Test
  void tellsWhichPathsToForget() {
    try (var cdn = new TinyServer(exchange -> TinyServer.answer(exchange, 200, ""));
        var purge = new Closing(purge(cdn.url()))) {
      purge.of().purge(file);

      Patience.await().until(() -> count("told") == 1);
      assertThat(cdn.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.authorization()).isEqualTo("Bearer a-token");
                assertThat(request.body())
                    .isEqualTo("{\"paths\":[\"/api/v1/files/%s/content\"]}".formatted(file));
              });
    }
  }

  @Test
  void triesAgainWhereTheCdnFails() {
    var calls = new AtomicInteger();
    try (var cdn =
            new TinyServer(
                exchange ->
                    TinyServer.answer(exchange, calls.incrementAndGet() < 3 ? 503 : 204, ""));
        var purge = new Closing(purge(cdn.url()))) {
      purge.of().purge(file);

      Patience.await().until(() -> count("told") == 1);
      assertThat(calls).hasValue(3);
      assertThat(count("failed")).isZero();
    }
  }

  @Test
  void givesUpAndCounts() {
    try (var cdn = new TinyServer(exchange -> TinyServer.answer(exchange, 500, ""));
        var purge = new Closing(purge(cdn.url()))) {
      purge.of().purge(file);

      Patience.await().until(() -> count("failed") == 1);
      assertThat(cdn.requests()).hasSize(4);
    }
  }

  /** Nobody waits for a CDN that hangs, and what waits for it is bounded. */
  @Test
  void dropsWhatWouldWaitWithoutBound() {
    try (var cdn = new TinyServer(exchange -> {});
        var purge = new Closing(purge(cdn.url()))) {
      for (int i = 0; i < 1_200; i++) {
        purge.of().purge(UUID.randomUUID());
      }

      assertThat(count("dropped")).isBetween(90.0, 200.0);
    }
  }

  @Test
  void nobodyIsToldWhereNoCdnIsSet() {
    try (var purge = new Closing(purge(null))) {
      purge.of().purge(file);

      assertThat(count("told") + count("failed") + count("dropped")).isZero();
    }
  }

  private record Closing(CdnPurge of) implements AutoCloseable {
    @Override
    public void close() {
      of.destroy();
    }
  }

  private CdnPurge purge(@Nullable URI url) {
    var properties =
        SomeFileProperties.with(
            new FileProperties.Cdn(
                null, Duration.ofHours(1), url, "a-token", Duration.ofMillis(5)));
    return new CdnPurge(properties, new ObjectMapper(), new FileMeters(registry));
  }

  private double count(String outcome) {
    return registry.get("parley.files.purges").tag("outcome", outcome).counter().count();
  }
}
