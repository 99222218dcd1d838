package dev.parley.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import dev.parley.platform.server.Servers;
import dev.parley.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;

/** Slower, never wrong: with a Redis that keeps its data, and with it what was true before. */
class RedisAwayIntegrationTests {

  /**
   * What a request may spend on Redis is 300 ms, as {@link CacheSettingsTests} holds; the rest is
   * for a busy machine. Waiting for Redis as long as it is away would take for ever.
   */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final String schema = Servers.newSchema();
  private RedisServer redis;
  private CacheInstance one;
  private CacheInstance other;

  @BeforeEach
  void start(@TempDir Path folder) {
    redis = RedisServer.start(ServerOptions.keptIn(folder));
    one = CacheInstance.start(schema, redis.url()).awaitTrust();
    other = CacheInstance.start(schema, redis.url()).awaitTrust();
  }

  @AfterEach
  void stop() {
    redis.resume();
    one.close();
    other.close();
    redis.close();
  }

  @Test
  void frozen() {
    UUID id = known();

    redis.pause();
    assertThat(inTime(() -> one.shelf().raise(id))).isEqualTo(1);
    assertThat(inTime(() -> one.shelf().read(id))).isEqualTo(1);
    other.awaitDistrust();
    assertThat(inTime(() -> other.shelf().read(id))).isEqualTo(1);
    assertThat(inTime(() -> other.shelf().raise(id))).isEqualTo(2);
    assertThat(inTime(() -> one.shelf().read(id))).isEqualTo(2);
    assertThat(health(one).getStatus().getCode()).isEqualTo("DEGRADED");

    redis.resume();
    one.awaitTrust();
    other.awaitTrust();
    Patience.await().until(() -> other.shelf().read(id) == 2);
    assertThat(one.shelf().read(id)).isEqualTo(2);
    assertServedFromRedis(id, 2);
    assertThat(health(one).getStatus().getCode()).isEqualTo("UP");
  }

  /** What Redis has kept over its restart is from before the write. */
  @Test
  void stoppedAndBackWithItsOldData() {
    UUID id = known();

    redis.kill();
    assertThat(inTime(() -> one.shelf().raise(id))).isEqualTo(1);
    assertThat(inTime(() -> one.shelf().read(id))).isEqualTo(1);
    other.awaitDistrust();
    assertThat(inTime(() -> other.shelf().read(id))).isEqualTo(1);

    redis.restart();
    one.awaitTrust();
    other.awaitTrust();
    assertThat(one.shelf().read(id)).isEqualTo(1);
    assertThat(other.shelf().read(id)).isEqualTo(1);
    assertServedFromRedis(id, 1);
  }

  /** The one who knows of the write is gone before Redis is back. */
  @Test
  void theWriterDiesWhileRedisIsAway() {
    UUID id = known();
    redis.kill();
    one.shelf().raise(id);
    one.close();

    redis.restart();
    other.awaitTrust();

    assertThat(other.shelf().read(id)).isEqualTo(1);
    one = CacheInstance.start(schema, redis.url()).awaitTrust();
    assertThat(one.shelf().read(id)).isEqualTo(1);
    Patience.await().until(() -> notes() == 0);
  }

  /** Only the writer has lost Redis; the other is well and has every reason to trust its memory. */
  @Test
  void onlyTheWriterIsCutOff() {
    UUID id = known();
    one.context().getBean(Heart.class).stop();

    one.shelf().raise(id);
    one.close();

    other.awaitTrust();
    Patience.await().until(() -> other.shelf().read(id) == 1);
    Patience.await().until(() -> notes() == 0);
    one = CacheInstance.start(schema, redis.url()).awaitTrust();
    assertThat(one.shelf().read(id)).isEqualTo(1);
  }

  @Test
  void anInstanceStartsWithoutRedisAndTakesItUpLater() {
    UUID id = known();
    redis.kill();
    one.close();

    one = CacheInstance.start(schema, redis.url());
    assertThat(inTime(() -> one.shelf().read(id))).isZero();
    assertThat(inTime(() -> one.shelf().raise(id))).isEqualTo(1);

    redis.restart();
    one.awaitTrust();
    other.awaitTrust();
    assertThat(one.shelf().read(id)).isEqualTo(1);
    Patience.await().until(() -> other.shelf().read(id) == 1);
  }

  /** In Redis and in both memories. */
  private UUID known() {
    UUID id = one.shelf().newThing();
    one.shelf().read(id);
    Patience.await()
        .until(
            () -> {
              other.shelf().cache().evictAll();
              int loads = other.shelf().loads();
              other.shelf().read(id);
              return other.shelf().loads() == loads;
            });
    return id;
  }

  /** Caching goes on, and what is cached is right. */
  private void assertServedFromRedis(UUID id, long number) {
    Patience.await()
        .until(
            () -> {
              one.shelf().cache().evictAll();
              int loads = one.shelf().loads();
              assertThat(one.shelf().read(id)).isEqualTo(number);
              return one.shelf().loads() == loads;
            });
  }

  private int notes() {
    return other
        .shelf()
        .jdbc()
        .sql("SELECT count(*) FROM cache_missed")
        .query(Integer.class)
        .single();
  }

  private static Health health(CacheInstance instance) {
    return instance.context().getBean(CacheHealth.class).health();
  }

  private static long inTime(LongSupplier what) {
    long start = System.nanoTime();
    long result = what.getAsLong();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
    return result;
  }
}
