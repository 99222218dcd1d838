package dev.parley.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.gateway.limit.Verdict.Count;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** On this gateway alone, as long as Redis is away: nobody's revocation is known. */
final class LocalCounters implements Counters {

  private static final int MAX_PLACES = 2_000_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Clock clock;
  private final Cache<String, Places> buckets =
      Caffeine.newBuilder()
          .maximumWeight(MAX_PLACES)
          .weigher((String key, Places places) -> places.taken.length)
          .expireAfterAccess(LONGEST)
          .build();

  LocalCounters(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CompletionStage<Verdict> take(Claim claim) {
    long now = clock.millis();
    List<Places> places =
        claim.buckets().stream()
            .map(bucket -> buckets.get(bucket.key(), _ -> new Places(bucket.policy())))
            .toList();
    boolean room = places.stream().allMatch(each -> each.delay(now) == 0);
    if (room) {
      places.forEach(each -> each.take(now));
    }
    var counts = new ArrayList<Count>(places.size());
    places.forEach(each -> counts.add(each.count(now, room)));
    return CompletableFuture.completedFuture(new Verdict(false, counts));
  }

  /** When each of the last requests came, around a ring. */
  private static final class Places {

    private final LimitPolicy policy;
    private final long window;
    private final long burstWindow;
    private final long[] taken;
    private int newest = -1;
    private int used;

    Places(LimitPolicy policy) {
      this.policy = policy;
      this.window = policy.window().toMillis();
      this.burstWindow = policy.burstWindow().toMillis();
      this.taken = new long[policy.quota()];
    }

    /** How long ago does not matter but how many: the first is the newest. */
    private long taken(int howManyBefore) {
      return taken[Math.floorMod(newest - howManyBefore, taken.length)];
    }

    private void forget(long now) {
      while (used > 0 && taken(used - 1) <= now - window) {
        used--;
      }
    }

    long delay(long now) {
      forget(now);
      long byQuota = used < policy.quota() ? 0 : taken(used - 1) + window - now;
      long byBurst = used < policy.burst() ? 0 : taken(policy.burst() - 1) + burstWindow - now;
      return Math.max(0, Math.max(byQuota, byBurst));
    }

    void take(long now) {
      newest = (newest + 1) % taken.length;
      taken[newest] = now;
      used++;
    }

    Count count(long now, boolean admitted) {
      long delay = admitted ? 0 : delay(now);
      long reset = used == 0 ? 0 : taken(used - 1) + window - now;
      return new Count(policy, policy.quota() - used, Duration.ofMillis(reset), orNull(delay));
    }

    private static @Nullable Duration orNull(long millis) {
      return millis == 0 ? null : Duration.ofMillis(millis);
    }
  }
}
