package dev.parley.platform.cache;

import dev.parley.platform.cache.Announcement.Changed;
import dev.parley.platform.cache.Announcement.Pulse;
import dev.parley.platform.cache.Announcement.Ref;
import dev.parley.platform.event.EventMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All caches of an instance, and what they are told. */
public final class Caches {

  private static final Logger log = LoggerFactory.getLogger(Caches.class);

  private final CacheProperties settings;
  private final RedisStore store;
  private final Trust trust;
  private final MissedChanges missed;
  private final EventMapper json;
  private final MeterRegistry registry;
  private final Map<String, TwoLevelCache<?, ?>> byName = new ConcurrentHashMap<>();

  Caches(
      CacheProperties settings,
      RedisStore store,
      Trust trust,
      MissedChanges missed,
      EventMapper json,
      MeterRegistry registry) {
    this.settings = settings;
    this.store = store;
    this.trust = trust;
    this.missed = missed;
    this.json = json;
    this.registry = registry;
  }

  /** Once a kind, when the service starts. */
  public <K, V> TwoLevelCache<K, V> create(CacheKind<K, V> kind) {
    var cache =
        new TwoLevelCache<>(
            kind.with(settings), this, json, new CacheMeters(registry, kind.name()));
    if (byName.putIfAbsent(kind.name(), cache) != null) {
      throw new IllegalStateException("there are two kinds named " + kind.name());
    }
    return cache;
  }

  boolean enabled() {
    return settings.enabled();
  }

  boolean trusted() {
    return trust.holds();
  }

  RedisStore store() {
    return store;
  }

  Set<String> names() {
    return byName.keySet();
  }

  Collection<TwoLevelCache<?, ?>> all() {
    return byName.values();
  }

  /** Empty: a kind that only other versions of this service know. */
  Optional<String> redisKey(Ref ref) {
    return Optional.ofNullable(byName.get(ref.kind())).map(cache -> cache.redisKeyOf(ref.key()));
  }

  String newWriter() {
    return store.token();
  }

  /** Before a commit, in its transaction. Where Redis cannot be told, the database is. */
  void announce(Map<Ref, String> redisKeys, String writer) {
    evict(redisKeys.keySet());
    if (!store.mark(redisKeys.values(), redisKeys.keySet(), writer)) {
      missed.record(redisKeys.keySet());
    }
  }

  /**
   * After it, in the background: until then the marks keep everybody from wrong answers. One that
   * does not arrive leaves marks that wear off, and costs only time.
   */
  void release(Map<Ref, String> redisKeys, String writer) {
    store.release(redisKeys.values(), redisKeys.keySet(), writer);
  }

  /** In the caller's transaction; whoever looks for what was missed first makes it happen. */
  void noteAllOf(String kind) {
    missed.record(List.of(Ref.allOf(kind)));
  }

  void evict(Collection<Ref> refs) {
    for (Ref ref : refs) {
      TwoLevelCache<?, ?> cache = byName.get(ref.kind());
      if (cache != null) {
        cache.evict(ref.key());
      }
    }
  }

  void evictAll() {
    byName.values().forEach(TwoLevelCache::evictAll);
  }

  /** What came over the channel, in its order. */
  void heard(String message) {
    try {
      switch (Announcement.parse(message)) {
        case Changed(var refs) -> evict(refs);
        case Pulse(String sender, long sentAt, Map<String, String> epochs) -> {
          epochs.forEach(this::enter);
          if (sender.equals(store.instance())) {
            trust.heard(sentAt, this::evictAll);
          }
        }
        case null -> log.debug("an announcement of a kind that is not known here");
      }
    } catch (RuntimeException e) {
      // whatever it was about: better nothing in memory than something wrong
      log.warn("an announcement could not be read: {}", e.toString());
      evictAll();
    }
  }

  private void enter(String kind, String epoch) {
    TwoLevelCache<?, ?> cache = byName.get(kind);
    if (cache != null) {
      cache.enter(epoch);
    }
  }
}
