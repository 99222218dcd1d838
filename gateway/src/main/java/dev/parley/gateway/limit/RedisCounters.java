package dev.parley.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.gateway.limit.Claim.Bucket;
import dev.parley.gateway.limit.Verdict.Count;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One trip to Redis for each claim, whatever it holds; all gateways share the counts. */
final class RedisCounters implements Counters {

  private static final String SCRIPT = script();

  private final Supplier<RedisAsyncCommands<String, String>> redis;
  private volatile @Nullable String digest;

  RedisCounters(Supplier<RedisAsyncCommands<String, String>> redis) {
    this.redis = redis;
  }

  @Override
  public CompletionStage<Verdict> take(Claim claim) {
    try {
      return answer(redis.get(), keys(claim), arguments(claim))
          .thenApply(answer -> verdict(answer, claim.buckets()));
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<List<Long>> answer(
      RedisAsyncCommands<String, String> commands, String[] keys, String[] arguments) {
    String sha = digest;
    if (sha == null) {
      sha = commands.digest(SCRIPT);
      digest = sha;
    }
    return commands
        .<List<Long>>evalsha(sha, ScriptOutputType.MULTI, keys, arguments)
        .exceptionallyCompose(
            failure ->
                isUnknownScript(failure)
                    ? commands.eval(SCRIPT, ScriptOutputType.MULTI, keys, arguments)
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean isUnknownScript(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisNoScriptException;
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

  private static String script() {
    try (var source = RedisCounters.class.getResourceAsStream("take.lua")) {
      return new String(Objects.requireNonNull(source, "take.lua").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
