package dev.parley.testing;

import java.util.Map;

/** The secrets and addresses that any service may require, as tests set them. */
public final class TestSettings {
  public static final String OPS_SECRET = "an-ops-secret-for-tests-0123456789";
  public static final String ADMIN_PASSWORD = "an-admin-password-for-tests";
  public static final String SECRET = "a-signing-secret-for-tests-0123456789";

  private TestSettings() {}

  /**
   * A machine may pause for some seconds, and Redis is not away then: tests of what happens when it
   * is set what they need.
   */
  public static Map<String, String> patience() {
    return Map.of(
        "spring.data.redis.timeout", "20s",
        "spring.data.redis.connect-timeout", "20s",
        "parley.cache.redis-timeout", "5s",
        "parley.cache.trust", "60s");
  }

  static Map<String, String> common() {
    return Map.of(
        "PARLEY_SECRET",
        SECRET,
        "PARLEY_OPS_SECRET",
        OPS_SECRET,
        "PARLEY_ADMIN_PASSWORD",
        ADMIN_PASSWORD,
        "PARLEY_JWKS_URL",
        TestTokens.jwksUrl().toString(),
        "DISCOVERY_PASSWORD",
        "a-discovery-password-for-tests",
        "eureka.client.enabled",
        "false");
  }
}
