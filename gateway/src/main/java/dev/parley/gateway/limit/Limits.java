package dev.parley.gateway.limit;

import dev.parley.gateway.limit.Verdict.Count;
import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Decides from the policies and the counts. */
public final class Limits {

  private final LimitPolicies policies;
  private final Counters counters;
  private final Map<String, Counter> refused = new HashMap<>();

  Limits(List<LimitPolicy> policies, Counters counters, MeterRegistry meters) {
    this.policies = new LimitPolicies(policies);
    this.counters = counters;
    policies.forEach(
        policy ->
            refused.put(
                policy.name(),
                Counter.builder("rate.limit.refused")
                    .description("requests answered 429")
                    .tag("policy", policy.name())
                    .register(meters)));
  }

  public Applicable applyingTo(IncomingRequest request, Who who) {
    return policies.applyingTo(request, who);
  }

  /**
   * @param account the one to get into, as far as the request says
   */
  public CompletableFuture<Admission> admit(Applicable limits, Who who, @Nullable String account) {
    Claim claim = limits.claim(who, account);
    return counters
        .take(claim)
        .thenApply(verdict -> admission(verdict, limits))
        .toCompletableFuture();
  }

  private Admission admission(Verdict verdict, Applicable limits) {
    List<Count> counts = verdict.counts();
    return new Admission(
        verdict.revoked(),
        counts.isEmpty() ? null : limits.announced(),
        counts.isEmpty() ? null : LimitHeaders.state(counts),
        refusal(verdict));
  }

  private @Nullable ProblemException refusal(Verdict verdict) {
    Count reason = verdict.refusal();
    if (reason == null) {
      return null;
    }
    String policy = reason.policy().name();
    Objects.requireNonNull(refused.get(policy)).increment();
    long seconds = LimitHeaders.seconds(Objects.requireNonNull(reason.delay()));
    return ProblemException.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "rate_limit." + policy,
            "At most %d requests in %s are let through here. Try again in %d s."
                .formatted(reason.policy().quota(), inWords(reason.policy().window()), seconds))
        .retryingAfter(Duration.ofSeconds(seconds));
  }

  private static String inWords(Duration window) {
    long seconds = window.toSeconds();
    if (seconds == 60) {
      return "a minute";
    }
    return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " s";
  }
}
