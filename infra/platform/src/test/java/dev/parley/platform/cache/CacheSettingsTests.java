package dev.parley.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CacheSettingsTests {

  private static final CacheKind<UUID, String> FILE =
      new CacheKind<>(
          "file", 1, String.class, KeyForm.ID, Duration.ofHours(2), DataSize.ofMegabytes(1));

  @Test
  void aKindSaysHowLongItIsKept() {
    assertThat(FILE.with(settings(Map.of("parley.cache.ttl", ""))).ttl()).isEqualTo(FILE.ttl());
  }

  @ParameterizedTest
  @CsvSource({"300,300", "5m,300"})
  void cacheTtlIsInSecondsAndForAllKinds(String given, long seconds) {
    assertThat(FILE.with(settings(Map.of("parley.cache.ttl", given))).ttl())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void aSettingOfTheKindItselfWins() {
    var settings =
        settings(
            Map.of(
                "parley.cache.ttl",
                "300",
                "parley.cache.kinds.file.ttl",
                "10s",
                "parley.cache.kinds.file.memory",
                "2MB"));

    assertThat(FILE.with(settings).ttl()).isEqualTo(Duration.ofSeconds(10));
    assertThat(FILE.with(settings).memory()).isEqualTo(DataSize.ofMegabytes(2));
  }

  /** However a request comes by them: the first answer that is missed is the last waited for. */
  @Test
  void fourAnswersOfRedisTakeLessThanARequestMaySpend() {
    assertThat(settings(Map.of()).redisTimeout().multipliedBy(4))
        .isLessThan(Duration.ofMillis(300));
  }

  private static CacheProperties settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(new HashMap<>(properties)))
        .bindOrCreate("parley.cache", CacheProperties.class);
  }
}
