package dev.parley.platform.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * How caches are kept.
 *
 * @param enabled false: everything is read from where it comes from
 * @param ttl of all kinds that have no setting of their own; none: what each kind says
 * @param redisTimeout what one answer of Redis is waited for. The first that is missed closes Redis
 *     for all requests, so one request waits for four answers at most, and four times this is less
 *     than the 300 ms that a request may spend on it
 * @param pulse how often an instance proves to itself that announcements reach it
 * @param trust for how long that proof holds
 */
@ConfigurationProperties("parley.cache")
public record CacheProperties(
    @DefaultValue("true") boolean enabled,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration ttl,
    @DefaultValue("70ms") Duration redisTimeout,
    @DefaultValue("500ms") Duration pulse,
    @DefaultValue("1500ms") Duration trust,
    @DefaultValue Warm warm,
    @DefaultValue Map<String, Kind> kinds) {

  /** What differs from what the service says of a kind. */
  public record Kind(
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration ttl, @Nullable DataSize memory) {}

  /**
   * @param atStart whether what was used last is read in as soon as the instance is ready
   * @param most how many of each kind
   */
  public record Warm(@DefaultValue("true") boolean atStart, @DefaultValue("200") int most) {}
}
