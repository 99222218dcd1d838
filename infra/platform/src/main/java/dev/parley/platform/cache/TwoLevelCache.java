package dev.parley.platform.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.platform.cache.Announcement.Ref;
import dev.parley.platform.cache.RedisStore.Reading;
import dev.parley.platform.event.EventMapper;
import dev.parley.platform.event.MalformedEventException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is known of one kind. In memory stands a future from before Redis is asked until the entry
 * goes; an announcement takes it away, done or not, so whoever comes later loads anew, and what a
 * load brings that was overtaken is kept nowhere.
 */
public final class TwoLevelCache<K, V> {

  private static final Logger log = LoggerFactory.getLogger(TwoLevelCache.class);

  /** What an entry costs beside its JSON. */
  private static final int OVERHEAD = 200;

  /**
   * @param value null: there is none, which is told to those who waited and to nobody else
   */
  private record Entry<V>(@Nullable V value, int weight, long leftNanos) {}

  private final CacheKind<K, V> kind;
  private final Caches caches;
  private final EventMapper json;
  private final CacheMeters meters;
  private final AsyncCache<K, Entry<V>> memory;

  /** Null until Redis has said so. */
  private volatile @Nullable String epoch;

  TwoLevelCache(CacheKind<K, V> kind, Caches caches, EventMapper json, CacheMeters meters) {
    this.kind = kind;
    this.caches = caches;
    this.json = json;
    this.meters = meters;
    memory =
        Caffeine.newBuilder()
            .maximumWeight(kind.memory().toBytes())
            .weigher((K key, Entry<V> entry) -> OVERHEAD + entry.weight())
            .expireAfter(Expiry.creating((K key, Entry<V> entry) -> left(entry)))
            .evictionListener((key, entry, cause) -> meters.evicted())
            .buildAsync();
    meters.sizeOf(() -> memory.asMap().size());
  }

  private static Duration left(Entry<?> entry) {
    return Duration.ofNanos(entry.leftNanos());
  }

  CacheKind<K, V> kind() {
    return kind;
  }

  CacheMeters meters() {
    return meters;
  }

  /**
   * The value, or what the loader says. Within a transaction the cache is not asked: what one sees
   * there may never be committed.
   *
   * @param loader answers null where there is none, which is not kept; nor are its failures
   */
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return loader.apply(key);
    }
    if (!caches.trusted()) {
      meters.bypassed();
      return meters.timed(key, loader);
    }
    CompletableFuture<Entry<V>> known = memory.getIfPresent(key);
    if (known == null) {
      var mine = new CompletableFuture<Entry<V>>();
      known = memory.asMap().putIfAbsent(key, mine);
      if (known == null) {
        return lead(key, mine, loader);
      }
    }
    meters.hitMemory();
    return joined(known);
  }

  private static <V> @Nullable V joined(CompletableFuture<Entry<V>> known) {
    try {
      return known.join().value();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** The one that asks Redis, and loads, for all who want this key at this moment. */
  private @Nullable V lead(
      K key, CompletableFuture<Entry<V>> mine, Function<? super K, ? extends @Nullable V> loader) {
    try {
      String now = epoch;
      Reading reading =
          now == null ? new Reading.Nothing() : caches.store().read(redisKey(key), now);
      if (reading instanceof Reading.Value found) {
        V value = read(found.json());
        if (value != null) {
          meters.hitRedis();
          mine.complete(new Entry<>(value, found.json().length, found.left().toNanos()));
          return value;
        }
      }
      meters.missed();
      V value = meters.timed(key, loader);
      if (value == null) {
        keepNothing(key, mine, null);
      } else if (now != null && reading instanceof Reading.Lease(String token)) {
        byte[] bytes = json.write(value);
        mine.complete(new Entry<>(value, bytes.length, kind.ttl().toNanos()));
        caches.store().put(redisKey(key), token, now, bytes, kind.ttl());
      } else {
        keepNothing(key, mine, value);
      }
      return value;
    } catch (RuntimeException | Error e) {
      memory.asMap().remove(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private void keepNothing(K key, CompletableFuture<Entry<V>> mine, @Nullable V value) {
    memory.asMap().remove(key, mine);
    mine.complete(new Entry<>(value, 0, 0));
  }

  private @Nullable V read(byte[] bytes) {
    try {
      return json.read(bytes, kind.type());
    } catch (MalformedEventException e) {
      log.warn("{} in Redis was written by another version: {}", kind.name(), e.getMessage());
      return null;
    }
  }

  /** To be called in the transaction that changes it. Others hear of it before the commit. */
  public void invalidate(K key) {
    if (caches.enabled()) {
      PendingChanges.add(caches, new Ref(kind.name(), kind.keys().write(key)), redisKey(key));
    }
  }

  /**
   * To be called in the transaction that changes what any entry may show, where nobody can say
   * which do. They go within a second of the commit, which is for what hurts nobody until then.
   */
  public void invalidateAll() {
    if (caches.enabled()) {
      caches.noteAllOf(kind.name());
    }
  }

  /**
   * Whether it is worth asking; where it is not, one may read more in one go than a loader does. No
   * is counted as a miss.
   */
  public boolean isOpen() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return false;
    }
    if (!caches.trusted()) {
      meters.bypassed();
      return false;
    }
    return true;
  }

  void evict(String key) {
    memory.synchronous().invalidate(kind.keys().read(key));
  }

  void evictAll() {
    memory.asMap().clear();
  }

  /** The new epoch first: who has taken the old one stands in memory by then, and is cleared. */
  void enter(String newEpoch) {
    if (!newEpoch.equals(epoch)) {
      epoch = newEpoch;
      evictAll();
    }
  }

  private String redisKey(K key) {
    return caches.store().key(kind, kind.keys().write(key));
  }

  String redisKeyOf(String key) {
    return caches.store().key(kind, key);
  }

  int size() {
    return memory.asMap().size();
  }
}
