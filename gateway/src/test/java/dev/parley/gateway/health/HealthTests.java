package dev.parley.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.health.Health.Check;
import dev.parley.gateway.health.Health.Instance;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ok | ok | ok | ok",
        "degraded | ok | ok | degraded",
        "down | ok | ok | down",
        "ok | down | ok | degraded",
        "ok | ok | degraded | degraded",
        "down | down | down | down",
      })
  void onlyWithoutItsCoreItIsDown(String chat, String search, String gateway, String whole) {
    var checks = Map.of("chat", check(chat), "search", check(search), "gateway", check(gateway));

    assertThat(Health.of("1.0", checks).status()).isEqualTo(whole);
  }

  /** Each instance is written as status/database/redis. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ok/ok/ok | ok | 1 | ok | ok",
        "ok/ok/ok, ok/ok/ok | ok | 2 | ok | ok",
        "ok/ok/ok, degraded/ok/down | degraded | 2 | ok | down",
        "ok/ok/ok, down/down/ok | degraded | 1 | ok | ok",
        "down/down/ok | down | 0 | down | ok",
        "ok/flaky/ok | degraded | 1 | down | ok",
      })
  void anInstanceThatLacksSomethingTellsOnItsService(
      String instances, String status, int serving, String database, String redis) {
    List<Instance> all = Stream.of(instances.split(", ", -1)).map(HealthTests::instance).toList();

    assertThat(Check.of(all))
        .isEqualTo(
            new Check(
                status,
                serving,
                new TreeSet<>(List.of("1.0")),
                Map.of("database", database, "redis", redis)));
  }

  @Test
  void whatIsNotThereOrSaysNothingIsDown() {
    var nothing = new Check("down", 0, new TreeSet<>(), Map.of());

    assertThat(Check.of(List.of())).isEqualTo(nothing);
    assertThat(Check.of(List.of(Instance.SILENT))).isEqualTo(nothing);
  }

  private static Instance instance(String text) {
    String[] words = text.split("/", -1);
    return new Instance(words[0], "1.0", Map.of("database", words[1], "redis", words[2]));
  }

  private static Check check(String status) {
    return new Check(status, 1, new TreeSet<>(), Map.of());
  }
}
