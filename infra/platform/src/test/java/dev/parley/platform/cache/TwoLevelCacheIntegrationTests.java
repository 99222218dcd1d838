package dev.parley.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.server.Servers;
import dev.parley.testing.Patience;
import dev.parley.testing.TestServers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one Redis and one database. */
class TwoLevelCacheIntegrationTests {

  private static CacheInstance one;
  private static CacheInstance other;

  @BeforeAll
  static void start() {
    String schema = Servers.newSchema();
    one = CacheInstance.patient(schema, TestServers.redis().url()).awaitTrust();
    other = CacheInstance.patient(schema, TestServers.redis().url()).awaitTrust();
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  @BeforeEach
  void quiet() {
    one.shelf().afterLoad = () -> {};
    other.shelf().afterLoad = () -> {};
    one.awaitTrust();
    other.awaitTrust();
  }

  @Test
  void readsOnceForAllInstances() {
    UUID id = one.shelf().newThing();
    int before = one.shelf().loads() + other.shelf().loads();

    assertThat(one.shelf().read(id)).isZero();
    assertThat(one.shelf().read(id)).isZero();
    awaitInRedis(id);
    assertThat(other.shelf().read(id)).isZero();
    assertThat(other.shelf().read(id)).isZero();

    assertThat(one.shelf().loads() + other.shelf().loads()).isEqualTo(before + 1);
  }

  @Test
  void aWriteIsSeenAtOnceWhereItWasMadeAndSoonElsewhere() {
    UUID id = one.shelf().newThing();
    for (int n = 1; n <= 20; n++) {
      one.shelf().read(id);
      other.shelf().read(id);

      long number = one.shelf().raise(id);

      assertThat(one.shelf().read(id)).isEqualTo(number).isEqualTo(n);
      Patience.await().until(() -> other.shelf().read(id) == number);
    }
  }

  @Test
  void aStampedeLoadsOnce() throws Exception {
    UUID id = one.shelf().newThing();
    int before = one.shelf().loads();
    var all = new CountDownLatch(1);
    one.shelf().afterLoad = () -> await(all);

    List<CompletableFuture<Long>> readers =
        Stream.generate(() -> reading(one, id)).limit(100).toList();
    Patience.await().until(() -> one.shelf().loads() == before + 1);
    all.countDown();

    for (var reader : readers) {
      assertThat(reader.get(10, TimeUnit.SECONDS)).isZero();
    }
    assertThat(one.shelf().loads()).isEqualTo(before + 1);
  }

  /** The race that every cache has to close: read, write, tell, and then put what was read. */
  @Test
  void whatWasReadBeforeAWriteIsNotKeptAfterIt() throws Exception {
    UUID id = one.shelf().newThing();
    var written = new CountDownLatch(1);
    int before = one.shelf().loads();
    one.shelf().afterLoad = () -> await(written);
    CompletableFuture<Long> slow = reading(one, id);
    Patience.await().until(() -> one.shelf().loads() == before + 1);
    one.shelf().afterLoad = () -> {};

    long number = other.shelf().raise(id);
    Patience.await().until(() -> one.shelf().read(id) == number);
    written.countDown();

    assertThat(slow.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(one.shelf().read(id)).isEqualTo(number);
    assertThat(other.shelf().read(id)).isEqualTo(number);
    assertNothingOldInRedis(id, number);
  }

  /** Others have been told, the commit is yet to come: what they read now is already old. */
  @Test
  void whatIsReadBetweenTheNewsAndTheCommitIsNotKept() {
    UUID id = one.shelf().newThing();

    long number =
        one.shelf()
            .raise(
                id,
                () -> {
                  assertThat(reading(other, id).join()).isZero();
                  assertThat(reading(one, id).join()).isZero();
                });

    assertThat(one.shelf().read(id)).isEqualTo(number);
    Patience.await().until(() -> other.shelf().read(id) == number);
    assertNothingOldInRedis(id, number);
  }

  /** The first to finish must not open the door for the second. */
  @Test
  void twoWritersAtOnceKeepItClosedUntilBothAreDone() throws Exception {
    UUID id = one.shelf().newThing();
    var store = one.context().getBean(RedisStore.class);
    var ref = new Announcement.Ref("thing", KeyForm.ID.write(id));
    String key = one.shelf().cache().redisKeyOf(ref.key());
    assertThat(store.mark(List.of(key), List.of(ref), "first")).isTrue();
    assertThat(store.mark(List.of(key), List.of(ref), "second")).isTrue();

    store.release(List.of(key), List.of(ref), "first").toCompletableFuture().get();
    int before = other.shelf().loads();
    other.shelf().read(id);
    other.shelf().read(id);
    assertThat(other.shelf().loads()).isEqualTo(before + 2);

    store.release(List.of(key), List.of(ref), "second").toCompletableFuture().get();
    Patience.await()
        .untilAsserted(
            () -> {
              other.shelf().read(id);
              int loads = other.shelf().loads();
              other.shelf().read(id);
              assertThat(other.shelf().loads()).isEqualTo(loads);
            });
  }

  @Test
  void whatWasRolledBackWasNeverThere() {
    UUID id = one.shelf().newThing();
    one.shelf().read(id);

    assertThatThrownBy(
            () ->
                one.shelf()
                    .raise(
                        id,
                        () -> {
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(one.shelf().read(id)).isZero();
    assertThat(other.shelf().read(id)).isZero();
  }

  /** One sees there what may never be committed. */
  @Test
  void withinATransactionNothingIsKept() {
    UUID id = one.shelf().newThing();

    one.shelf()
        .transactions()
        .executeWithoutResult(
            status -> {
              one.shelf().jdbc().sql("UPDATE thing SET number = 9 WHERE id = ?").param(id).update();
              assertThat(one.shelf().read(id)).isEqualTo(9);
              status.setRollbackOnly();
            });

    assertThat(one.shelf().read(id)).isZero();
  }

  @Test
  void neitherFailuresNorWhatIsNotThereIsKept() {
    UUID id = UUID.randomUUID();
    one.shelf().afterLoad =
        () -> {
          throw new IllegalStateException("the database is unwell");
        };
    assertThatThrownBy(() -> one.shelf().read(id)).hasMessage("the database is unwell");
    one.shelf().afterLoad = () -> {};

    assertThat(one.shelf().read(id)).isEqualTo(-1);
    one.shelf().jdbc().sql("INSERT INTO thing VALUES (?, 7)").param(id).update();

    assertThat(one.shelf().read(id)).isEqualTo(7);
    assertThat(other.shelf().read(id)).isEqualTo(7);
  }

  @Test
  void clearedOnOneInstanceIsClearedOnAll() {
    UUID id = one.shelf().newThing();
    one.shelf().read(id);
    other.shelf().read(id);
    one.shelf().jdbc().sql("UPDATE thing SET number = 5 WHERE id = ?").param(id).update();
    assertThat(other.shelf().read(id)).as("behind the cache's back").isZero();

    one.context().getBean(CacheControl.class).clear(List.of("thing"));

    Patience.await().until(() -> other.shelf().read(id) == 5);
    assertThat(one.shelf().read(id)).isEqualTo(5);
  }

  @Test
  void aWriteOutsideOfATransactionIsAMistake() {
    assertThatThrownBy(() -> one.shelf().cache().invalidate(UUID.randomUUID()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Memory of the other instance would hide what Redis says. */
  private static void assertNothingOldInRedis(UUID id, long number) {
    one.shelf().cache().evictAll();
    other.shelf().cache().evictAll();
    assertThat(one.shelf().read(id)).isEqualTo(number);
    assertThat(other.shelf().read(id)).isEqualTo(number);
  }

  private static void awaitInRedis(UUID id) {
    String key = one.shelf().cache().redisKeyOf(KeyForm.ID.write(id));
    try (var connection = one.redis().connect()) {
      Patience.await()
          .until(
              () -> {
                String value = connection.sync().get(key);
                return value != null && value.startsWith("v");
              });
    }
  }

  private static CompletableFuture<Long> reading(CacheInstance instance, UUID id) {
    var result = new CompletableFuture<Long>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(instance.shelf().read(id));
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
