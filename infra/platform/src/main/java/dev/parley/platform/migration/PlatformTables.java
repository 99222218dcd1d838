package dev.parley.platform.migration;

import java.util.Arrays;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;

/**
 * Adds scripts of the platform to a service's own. They are repeatable ones, so they never get in
 * the way of the service's version numbers.
 */
public final class PlatformTables {
  private PlatformTables() {}

  public static FlywayConfigurationCustomizer in(String location) {
    return flyway ->
        flyway.locations(
            Stream.concat(Arrays.stream(flyway.getLocations()), Stream.of(new Location(location)))
                .distinct()
                .toArray(Location[]::new));
  }
}
