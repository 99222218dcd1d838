package dev.parley.platform.cache;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Without Redis a service is slower and nothing else: said here, and no reason to be taken out of
 * service. {@code DEGRADED} ranks below all that would.
 */
final class CacheHealth implements HealthIndicator {

  private static final Status DEGRADED = new Status("DEGRADED");

  private final Trust trust;

  CacheHealth(Trust trust) {
    this.trust = trust;
  }

  @Override
  public Health health() {
    return trust.holds()
        ? Health.up().withDetail("redis", "up").build()
        : Health.status(DEGRADED).withDetail("redis", "away").build();
  }
}
