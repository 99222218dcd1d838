package dev.parley.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.request.Origin;
import dev.parley.gateway.request.RequestPattern;
import dev.parley.gateway.request.SomeRequest;
import dev.parley.platform.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policies come to, counted on one gateway at a time that stands still. */
class LimitsTests {

  private static final Origin HOME = Origin.of("203.0.113.7", "browser");
  private static final LimitPolicy GENERAL = policy("default", Set.of(Per.USER, Per.CALLER), 3);
  private static final LimitPolicy ADDRESS = policy("address", Set.of(Per.ADDRESS), 8);
  private static final LimitPolicy SEARCH =
      policy("search", Set.of(Per.USER), 2, false, "/api/v1/search/**");
  private static final LimitPolicy BOTS = policy("bots", Set.of(Per.TOKEN), 1);
  private static final LimitPolicy LOGIN =
      policy("login", Set.of(Per.ACCOUNT, Per.CALLER), 5, true, "POST /api/v1/auth/login");
  private static final LimitPolicy SIGN_INS =
      policy("signins", Set.of(Per.ADDRESS), 100, true, "POST /api/v1/auth/login");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Limits limits =
      limits(
          List.of(GENERAL, ADDRESS, SEARCH, BOTS, LOGIN, SIGN_INS),
          new LocalCounters(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

  @Test
  void aPersonIsOneWhereverSheIs() {
    UUID ada = UUID.randomUUID();

    assertThat(refusal(get("/api/v1/me"), user(ada, HOME))).isNull();
    assertThat(refusal(get("/api/v1/me"), user(ada, Origin.of("198.51.100.1", "app")))).isNull();
    assertThat(refusal(get("/api/v1/me"), user(ada, HOME))).isNull();

    assertThat(refusal(get("/api/v1/me"), user(ada, HOME))).isEqualTo("rate_limit.default");
    assertThat(refusal(get("/api/v1/me"), user(UUID.randomUUID(), HOME))).isNull();
  }

  @Test
  void anApiTokenCanHaveALimitOfItsOwnBesidesItsPersons() {
    UUID ada = UUID.randomUUID();
    Who bot = new Who(ada, UUID.randomUUID(), null, HOME);
    Who otherBot = new Who(ada, UUID.randomUUID(), null, HOME);

    assertThat(refusal(get("/api/v1/me"), bot)).isNull();
    assertThat(refusal(get("/api/v1/me"), bot)).isEqualTo("rate_limit.bots");
    assertThat(refusal(get("/api/v1/me"), otherBot)).isNull();
    assertThat(refusal(get("/api/v1/me"), user(ada, HOME))).isNull();
    assertThat(refusal(get("/api/v1/me"), user(ada, HOME))).isEqualTo("rate_limit.default");
  }

  @Test
  void whoeverChangesHerProgramAllTheTimeIsStillAtOneAddress() {
    IntStream.range(0, 8)
        .forEach(i -> assertThat(refusal(get("/"), nobody("203.0.113.7", "a" + i))).isNull());

    assertThat(refusal(get("/"), nobody("203.0.113.7", "another"))).isEqualTo("rate_limit.address");
    assertThat(refusal(get("/"), nobody("203.0.113.8", "another"))).isNull();
  }

  @Test
  void signInsAreCountedByThemselvesAndByAddressToo() {
    IntStream.range(0, 100)
        .forEach(i -> assertThat(login("user" + i, nobody("203.0.113.7", "a" + i))).isNull());

    assertThat(login("one more", nobody("203.0.113.7", "a"))).isEqualTo("rate_limit.signins");
    assertThat(login("one more", nobody("203.0.113.8", "a"))).isNull();
    assertThat(refusal(get("/"), nobody("203.0.113.7", "a"))).isNull();
  }

  @Test
  void whatIsRefusedCountsNowhere() {
    UUID ada = UUID.randomUUID();
    IntStream.range(0, 10).forEach(_ -> refusal(get("/api/v1/search"), user(ada, HOME)));

    assertThat(refusal(get("/api/v1/me"), user(ada, HOME))).isNull();
    assertThat(meters.counter("rate.limit.refused", "policy", "search").count()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::7,  2001:db8:1:2:ffff::1,   true",
    "2001:db8:1:2::7,  2001:db8:1:3::7,        false",
    "203.0.113.7,      203.0.113.8,            false",
    "::ffff:203.0.113.7, 203.0.113.7,          true",
    "unknown,          _hidden,                false",
    "fe80::1%eth0,     fe80::1%eth0,           true",
  })
  void oneCustomerHasOneNetwork(String one, String other, boolean same) {
    assertThat(Origin.of(one, "x").equals(Origin.of(other, "x"))).isEqualTo(same);
  }

  @Test
  void allKeysOfARequestLieInOneSlotOfACluster() {
    UUID ada = UUID.randomUUID();
    UUID session = UUID.randomUUID();
    Who who = new Who(ada, null, session, HOME);
    Claim search = limits.applyingTo(get("/api/v1/search"), who).claim(who, null);
    Who nobody = nobody("203.0.113.7", "a");
    Claim login = limits.applyingTo(post("/api/auth/login"), nobody).claim(nobody, "hash");

    assertThat(search.revocation()).isEqualTo("parley:session:revoked:{" + ada + "}:" + session);
    assertThat(search.buckets())
        .hasSize(2)
        .allSatisfy(bucket -> assertThat(bucket.key()).startsWith("parley:limit:{" + ada + "}:"));
    assertThat(login.buckets())
        .hasSize(3)
        .allSatisfy(bucket -> assertThat(bucket.key()).startsWith("parley:limit:{sign-in}:"));
  }

  @Test
  void saysOfEachPolicyHowMuchOfItIsLeft() {
    Who nobody = nobody("203.0.113.7", "a");
    Admission admission = admission(post("/api/auth/login"), nobody, "hash");

    assertThat(admission.policies()).isEqualTo("\"login\";q=5;w=60, \"signins\";q=100;w=60");
    assertThat(admission.state()).isEqualTo("\"login\";r=4;t=60, \"signins\";r=99;t=60");
  }

  @Test
  void withoutPoliciesNothingIsSaid() {
    Limits none = limits(List.of(), new LocalCounters(Clock.systemUTC()));
    Who ada = user(UUID.randomUUID(), HOME);

    Admission admission = none.admit(none.applyingTo(get("/"), ada), ada, null).join();

    assertThat(admission).isEqualTo(new Admission(false, null, null, null));
  }

  @Test
  void whileRedisIsAwayItIsAskedOnceASecondAndNobodyWaitsForIt() {
    var asked = new AtomicInteger();
    var now = new long[1];
    Counters broken =
        _ -> {
          asked.incrementAndGet();
          return CompletableFuture.failedFuture(new IllegalStateException("away"));
        };
    var counters = new SafeCounters(broken, new LocalCounters(Clock.systemUTC()), () -> now[0]);
    Limits lonely = limits(List.of(GENERAL), counters);

    IntStream.range(0, 10)
        .forEach(
            _ -> assertThat(refusal(lonely, get("/"), user(UUID.randomUUID(), HOME))).isNull());
    assertThat(asked).hasValue(1);

    now[0] += Duration.ofMillis(1001).toNanos();
    refusal(lonely, get("/"), user(UUID.randomUUID(), HOME));
    assertThat(asked).hasValue(2);
  }

  @Test
  void aPolicyThatIsClosedWithoutRedisRefusesMeanwhile() {
    var guarded =
        new LimitPolicy(
            "login", Set.of(Per.CALLER), List.of(), false, 5, Duration.ofMinutes(1), 5, true);
    Counters broken = _ -> CompletableFuture.failedFuture(new IllegalStateException("away"));
    Limits lonely =
        limits(
            List.of(guarded),
            new SafeCounters(broken, new LocalCounters(Clock.systemUTC()), System::nanoTime));

    assertThatThrownBy(() -> refusal(lonely, get("/"), nobody("203.0.113.7", "a")))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("rate_limit.unavailable"));
  }

  private Limits limits(List<LimitPolicy> policies, Counters counters) {
    return new Limits(policies, counters, meters);
  }

  private @Nullable String login(String account, Who who) {
    ProblemException refusal = admission(post("/api/v1/auth/login"), who, account).refusal();
    return refusal == null ? null : refusal.code();
  }

  private Admission admission(IncomingRequest request, Who who, @Nullable String account) {
    return limits.admit(limits.applyingTo(request, who), who, account).join();
  }

  private @Nullable String refusal(IncomingRequest request, Who who) {
    return refusal(limits, request, who);
  }

  private static @Nullable String refusal(Limits limits, IncomingRequest request, Who who) {
    ProblemException refusal =
        limits.admit(limits.applyingTo(request, who), who, null).join().refusal();
    return refusal == null ? null : refusal.code();
  }

  private static Who user(UUID id, Origin origin) {
    return new Who(id, null, null, origin);
  }

  private static Who nobody(String address, String agent) {
    return Who.anonymous(Origin.of(address, agent));
  }

  private static LimitPolicy policy(String name, Set<Per> per, int quota) {
    return new LimitPolicy(name, per, List.of(), false, quota, Duration.ofMinutes(1), quota, false);
  }

  private static LimitPolicy policy(
      String name, Set<Per> per, int quota, boolean alone, String route) {
    return new LimitPolicy(
        name,
        per,
        List.of(RequestPattern.of(route)),
        alone,
        quota,
        Duration.ofMinutes(1),
        quota,
        false);
  }

  private static IncomingRequest get(String path) {
    return SomeRequest.get(path);
  }

  private static IncomingRequest post(String path) {
    return SomeRequest.of("POST", path);
  }
}
