package dev.parley.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCheckTests {

  private static final Dependency.Probe WELL = () -> {};
  private static final Dependency.Probe FAILS =
      () -> {
        throw new IllegalStateException("away");
      };

  @ParameterizedTest
  @CsvSource({
    "true, true, true, ok",
    "true, true, false, degraded",
    "true, false, true, degraded",
    "false, true, true, down",
    "false, false, false, down",
  })
  void servesOrLacksSomethingOrDoesNot(boolean ready, boolean redis, boolean kafka, String status) {
    var check =
        check(
            ready ? WELL : FAILS,
            new Dependency("redis", redis ? WELL : FAILS),
            new Dependency("kafka", kafka ? WELL : FAILS));

    assertThat(check.ask().join())
        .isEqualTo(
            new InstanceHealth(
                status,
                "1.0",
                Map.of("redis", redis ? "ok" : "down", "kafka", kafka ? "ok" : "down")));
  }

  @Test
  void whatHangsIsDownAndHoldsOneThreadHoweverManyAsk() {
    var end = new CountDownLatch(1);
    var asked = new AtomicInteger();
    var check =
        check(
            Duration.ofMillis(300),
            WELL,
            new Dependency(
                "database",
                () -> {
                  asked.incrementAndGet();
                  end.await();
                }));

    for (int i = 0; i < 3; i++) {
      assertThat(check.ask().join().dependencies()).containsEntry("database", "down");
    }
    assertThat(asked).hasValue(1);

    end.countDown();
    Patience.await().until(() -> check.ask().join().status().equals("ok"));
  }

  private static HealthCheck check(Dependency.Probe readiness, Dependency... dependencies) {
    return check(Patience.BOUND, readiness, dependencies);
  }

  private static HealthCheck check(
      Duration deadline, Dependency.Probe readiness, Dependency... dependencies) {
    return new HealthCheck(readiness, List.of(dependencies), "1.0", deadline);
  }
}
