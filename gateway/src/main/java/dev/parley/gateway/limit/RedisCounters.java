package dev.parley.gateway.limit;

import dev.parley.gateway.limit.Claim.Bucket;
import dev.parley.gateway.limit.Verdict.Count;
import dev.parley.platform.redis.RedisScript;
import dev.parley.platform.trace.Spans;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One trip to Redis for each claim, whatever it holds; all gateways share the counts. */
final class RedisCounters implements Counters {

  private static final RedisScript TAKE = RedisScript.of(RedisCounters.class, "take.lua");

  private final Supplier<RedisAsyncCommands<String, String>> redis;
  private final Spans spans;

  RedisCounters(Supplier<RedisAsyncCommands<String, String>> redis, Spans spans) {
    this.redis = redis;
    this.spans = spans;
  }

  @Override
  public CompletionStage<Verdict> take(Claim claim) {
    try {
      return TAKE.<String, List<Long>>run(
              spans,
              Context.current(),
              redis.get(),
              ScriptOutputType.MULTI,
              keys(claim),
              arguments(claim))
          .thenApply(answer -> verdict(answer, claim.buckets()));
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String[] keys(Claim claim) {
    List<Bucket> buckets = claim.buckets();
    int first = claim.revocation() == null ? 0 : 1;
    var keys = new String[first + buckets.size()];
    if (claim.revocation() != null) {
      keys[0] = claim.revocation();
    }
    for (int i = 0; i < buckets.size(); i++) {
      keys[first + i] = buckets.get(i).key();
    }
    return keys;
  }

  private static String[] arguments(Claim claim) {
    var arguments = new ArrayList<String>(1 + 4 * claim.buckets().size());
    arguments.add(claim.revocation() == null ? "0" : "1");
    for (Bucket bucket : claim.buckets()) {
      arguments.addAll(bucket.policy().figures());
    }
    return arguments.toArray(String[]::new);
  }

  private static Verdict verdict(List<Long> answer, List<Bucket> buckets) {
    if (answer.getFirst() == 1) {
      return Verdict.REVOKED;
    }
    var counts = new ArrayList<Count>(buckets.size());
    for (int i = 0; i < buckets.size(); i++) {
      long delay = answer.get(3 + 3 * i);
      counts.add(
          new Count(
              buckets.get(i).policy(),
              answer.get(1 + 3 * i).intValue(),
              Duration.ofMillis(answer.get(2 + 3 * i)),
              delay == 0 ? null : Duration.ofMillis(delay)));
    }
    return new Verdict(false, counts);
  }
}
