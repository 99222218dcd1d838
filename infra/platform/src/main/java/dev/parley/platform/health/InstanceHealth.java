package dev.parley.platform.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one instance fares.
 *
 * @param status {@code ok}, {@code degraded} (it serves, and lacks something) or {@code down}
 * @param dependencies {@code ok} or {@code down}, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InstanceHealth(
    String status, @Nullable String version, Map<String, String> dependencies) {

  public static final String OK = "ok";
  public static final String DEGRADED = "degraded";
  public static final String DOWN = "down";

  static InstanceHealth of(
      boolean ready, @Nullable String version, Map<String, String> dependencies) {
    String working = dependencies.containsValue(DOWN) ? DEGRADED : OK;
    return new InstanceHealth(ready ? working : DOWN, version, dependencies);
  }
}
