package dev.parley.platform.cache;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** {@code /actuator/cache}: what operators do to caches. */
@Endpoint(id = "cache")
final class CacheEndpoint {

  /** More than this is no warm-up any more. */
  private static final int MOST = 10_000;

  private final Caches caches;
  private final CacheControl control;
  private final WarmUp warmUp;
  private final Trust trust;

  CacheEndpoint(Caches caches, CacheControl control, WarmUp warmUp, Trust trust) {
    this.caches = caches;
    this.control = control;
    this.warmUp = warmUp;
    this.trust = trust;
  }

  /**
   * @param hitRatio of the last minutes; null: nobody asked
   */
  record Description(
      String name,
      long ttlSeconds,
      int entriesInMemory,
      double gets,
      double hits,
      @Nullable Double hitRatio) {}

  record All(boolean redis, List<Description> caches) {}

  record Cleared(List<String> cleared) {}

  record Warmed(String cache, int entries) {}

  @ReadOperation
  All describe() {
    return new All(trust.holds(), caches.all().stream().map(CacheEndpoint::describe).toList());
  }

  private static Description describe(TwoLevelCache<?, ?> cache) {
    double ratio = cache.meters().ratio();
    return new Description(
        cache.kind().name(),
        cache.kind().ttl().toSeconds(),
        cache.size(),
        cache.meters().gets(),
        cache.meters().hits(),
        Double.isNaN(ratio) ? null : ratio);
  }

  /** On all instances, whichever is asked. */
  @DeleteOperation
  Cleared clearAll() {
    List<String> all = List.copyOf(caches.names());
    control.clear(all);
    return new Cleared(all);
  }

  @DeleteOperation
  WebEndpointResponse<Cleared> clear(@Selector String name) {
    if (!caches.names().contains(name)) {
      return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
    control.clear(List.of(name));
    return new WebEndpointResponse<>(new Cleared(List.of(name)));
  }

  /** By Spring's annotation: the actuator takes what has no other for required. */
  @WriteOperation
  WebEndpointResponse<Warmed> warm(
      @Selector String name, @org.springframework.lang.Nullable Integer most) {
    int wanted = Math.clamp(most == null ? warmUp.usually() : most, 0, MOST);
    OptionalInt warmed = warmUp.warm(name, wanted);
    return warmed.isEmpty()
        ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
        : new WebEndpointResponse<>(new Warmed(name, warmed.getAsInt()));
  }
}
