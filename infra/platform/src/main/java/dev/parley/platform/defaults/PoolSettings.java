package dev.parley.platform.defaults;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.Environment;

/**
 * The database pool under the names that the united systems used: a size that is kept and an
 * overflow for rushes, times in seconds.
 */
final class PoolSettings {

  private static final int SIZE = 10;
  private static final int KEPT_WITHOUT_OVERFLOW = 2;
  // shorter than the gateway's deadline, so that the client hears from us what is wrong
  private static final double TIMEOUT_SECONDS = 3;

  private PoolSettings() {}

  static Map<String, Object> of(Environment environment) {
    int size = environment.getProperty("DB_POOL_SIZE", Integer.class, SIZE);
    int overflow = environment.getProperty("DB_MAX_OVERFLOW", Integer.class, 0);
    double timeout = environment.getProperty("DB_POOL_TIMEOUT", Double.class, TIMEOUT_SECONDS);
    var pool = new LinkedHashMap<String, Object>();
    pool.put("maximum-pool-size", size + overflow);
    pool.put("minimum-idle", overflow > 0 ? size : Math.min(size, KEPT_WITHOUT_OVERFLOW));
    pool.put("connection-timeout", Math.round(timeout * 1000));
    Double recycle = environment.getProperty("DB_POOL_RECYCLE", Double.class);
    if (recycle != null) {
      pool.put("max-lifetime", Math.round(recycle * 1000));
    }
    var settings = new LinkedHashMap<String, Object>();
    pool.forEach((name, value) -> settings.put("spring.datasource.hikari." + name, value));
    return settings;
  }
}
