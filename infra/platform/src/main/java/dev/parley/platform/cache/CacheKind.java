package dev.parley.platform.cache;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * One kind of thing that is kept.
 *
 * @param name what settings, metrics and operators call it
 * @param version of the written form: raised with every change of it that an older instance could
 *     misread
 * @param ttl how long it is kept at most; what changes is dropped at once, so this is hygiene
 * @param memory what one instance may keep of it, as JSON; Redis has limits of its own
 */
public record CacheKind<K, V>(
    String name, int version, Class<V> type, KeyForm<K> keys, Duration ttl, DataSize memory) {

  CacheKind<K, V> with(CacheProperties settings) {
    var own = settings.kinds().get(name);
    Duration general = settings.ttl();
    return new CacheKind<>(
        name,
        version,
        type,
        keys,
        own != null && own.ttl() != null ? own.ttl() : general != null ? general : ttl,
        own != null && own.memory() != null ? own.memory() : memory);
  }
}
