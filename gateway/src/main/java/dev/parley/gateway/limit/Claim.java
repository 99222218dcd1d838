package dev.parley.gateway.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request asks for: a place in each of these buckets, or in none, and that what it was
 * asked with has not been revoked. All keys lie in one slot of a Redis cluster.
 */
record Claim(@Nullable String revocation, List<Bucket> buckets) {

  record Bucket(String key, LimitPolicy policy) {}

  boolean isEmpty() {
    return revocation == null && buckets.isEmpty();
  }

  boolean isClosedWithoutRedis() {
    for (Bucket bucket : buckets) {
      if (bucket.policy().closedWithoutRedis()) {
        return true;
      }
    }
    return false;
  }
}
