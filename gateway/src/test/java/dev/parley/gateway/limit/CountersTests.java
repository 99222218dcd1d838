package dev.parley.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.limit.Claim.Bucket;
import dev.parley.gateway.limit.Verdict.Count;
import dev.parley.platform.trace.Spans;
import dev.parley.testing.Patience;
import dev.parley.testing.TestServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways of counting keep the same promises; the one in Redis keeps them for all gateways. */
class CountersTests {

  private static RedisClient client;
  private static RedisCommands<String, String> redis;

  @BeforeAll
  static void connect() {
    client = RedisClient.create(TestServers.redis().url());
    redis = client.connect().sync();
  }

  @AfterAll
  static void disconnect() {
    client.shutdown();
  }

  static Stream<Counters> both() {
    return Stream.of(gateway(), new LocalCounters(Clock.systemUTC()));
  }

  @ParameterizedTest
  @MethodSource("both")
  void neverOneTooManyHoweverManyComeAtOnce(Counters counters) throws InterruptedException {
    LimitPolicy search = policy("search", 30, Duration.ofMinutes(1), 30);

    assertThat(admittedAtOnce(List.of(counters), claim(search), 64)).isEqualTo(30);
  }

  @Test
  void norOnTwoGateways() throws InterruptedException {
    LimitPolicy search = policy("search", 30, Duration.ofMinutes(1), 30);

    assertThat(admittedAtOnce(List.of(gateway(), gateway()), claim(search), 640)).isEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("both")
  void saysWhatIsLeftAndForHowLong(Counters counters) {
    Claim claim = claim(policy("search", 3, Duration.ofMinutes(1), 3));

    assertThat(remaining(counters, claim)).isEqualTo(2);
    assertThat(remaining(counters, claim)).isEqualTo(1);
    assertThat(remaining(counters, claim)).isZero();

    Count refused = take(counters, claim).counts().getFirst();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.delay()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    assertThat(refused.reset()).isEqualTo(refused.delay());
  }

  @ParameterizedTest
  @MethodSource("both")
  void aPlaceIsFreeAgainAWindowAfterItWasTaken(Counters counters) {
    Claim claim = claim(policy("short", 2, Duration.ofSeconds(1), 2));
    long begin = System.nanoTime();
    assertThat(admitted(counters, claim)).isTrue();
    assertThat(admitted(counters, claim)).isTrue();
    assertThat(admitted(counters, claim)).isFalse();

    Patience.await().until(() -> admitted(counters, claim));

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(950));
  }

  @ParameterizedTest
  @MethodSource("both")
  void notAllOfAQuotaNeedsToComeAtOnce(Counters counters) {
    Claim claim = claim(policy("smooth", 100, Duration.ofMinutes(1), 3));

    assertThat(IntStream.range(0, 10).filter(_ -> admitted(counters, claim)).count()).isEqualTo(3);
    Count refused = take(counters, claim).counts().getFirst();
    assertThat(refused.remaining()).isEqualTo(97);
    assertThat(refused.delay()).isLessThanOrEqualTo(Duration.ofMillis(1800));
  }

  /** Else who is refused by one policy would use up another. */
  @ParameterizedTest
  @MethodSource("both")
  void takesAPlaceInEveryBucketOrInNone(Counters counters) {
    var narrow = new Bucket(key(), policy("narrow", 1, Duration.ofMinutes(1), 1));
    var wide = new Bucket(narrow.key() + "2", policy("wide", 10, Duration.ofMinutes(1), 10));
    var both = new Claim(null, List.of(narrow, wide));

    assertThat(admitted(counters, both)).isTrue();
    assertThat(admitted(counters, both)).isFalse();
    assertThat(admitted(counters, both)).isFalse();

    assertThat(remaining(counters, new Claim(null, List.of(wide)))).isEqualTo(8);
  }

  @Test
  void findsOutOnTheWayWhetherTheSessionWasRevoked() {
    Claim.Bucket bucket =
        claim(policy("default", 5, Duration.ofMinutes(1), 5)).buckets().getFirst();
    var claim = new Claim(bucket.key() + ":revoked", List.of(bucket));
    assertThat(take(gateway(), claim).revoked()).isFalse();

    redis.setex(bucket.key() + ":revoked", 60, "1");

    assertThat(take(gateway(), claim)).isEqualTo(Verdict.REVOKED);
    assertThat(remaining(gateway(), new Claim(null, List.of(bucket)))).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 0", "99, 3", "100, 0", "100, 120", "101, 1", "350, 3", "350, 0"})
  void whatIsOverIsForgottenHoweverMuchItIs(int over, int fresh) {
    Claim claim = claim(policy("wide", 1000, Duration.ofMinutes(1), 1000));
    String key = claim.buckets().getFirst().key();
    long now = System.currentTimeMillis();
    IntStream.range(0, over).forEach(i -> redis.lpush(key, Long.toString(now - 90_000 + i)));
    IntStream.range(0, fresh).forEach(i -> redis.lpush(key, Long.toString(now - 30_000 + i)));

    assertThat(remaining(gateway(), claim)).isEqualTo(1000 - fresh - 1);

    assertThat(redis.llen(key)).isEqualTo(fresh + 1);
  }

  @Test
  void leavesNothingBehindInRedis() {
    Claim claim = claim(policy("short", 5, Duration.ofSeconds(1), 5));
    take(gateway(), claim);

    Patience.await().until(() -> redis.exists(claim.buckets().getFirst().key()) == 0);
  }

  @Test
  void goesOnWhenRedisHasForgottenTheScript() {
    Counters counters = gateway();
    Claim claim = claim(policy("search", 3, Duration.ofMinutes(1), 3));
    take(counters, claim);

    redis.scriptFlush();

    assertThat(remaining(counters, claim)).isEqualTo(1);
  }

  private static Counters gateway() {
    var commands = client.connect().async();
    return new RedisCounters(() -> commands, Spans.NONE);
  }

  private static long admittedAtOnce(List<Counters> gateways, Claim claim, int callers)
      throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(64)) {
      List<Callable<Boolean>> calls =
          IntStream.range(0, callers)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> admitted(gateways.get(i % gateways.size()), claim))
              .toList();
      return threads.invokeAll(calls).stream().filter(call -> call.resultNow()).count();
    }
  }

  private static LimitPolicy policy(String name, int quota, Duration window, int burst) {
    return new LimitPolicy(name, Set.of(Per.USER), List.of(), false, quota, window, burst, false);
  }

  private static Claim claim(LimitPolicy policy) {
    return new Claim(null, List.of(new Bucket(key(), policy)));
  }

  private static String key() {
    return "parley:limit:{" + UUID.randomUUID() + "}";
  }

  private static Verdict take(Counters counters, Claim claim) {
    return counters.take(claim).toCompletableFuture().join();
  }

  private static boolean admitted(Counters counters, Claim claim) {
    return refusal(take(counters, claim)) == null;
  }

  private static @Nullable Count refusal(Verdict verdict) {
    return verdict.refusal();
  }

  private static int remaining(Counters counters, Claim claim) {
    return take(counters, claim).counts().getFirst().remaining();
  }
}
