package dev.parley.platform.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How many entries lists have, remembered for seconds: who pages through one counts it once. */
public final class Totals {

  private final Cache<String, Long> remembered;

  public Totals(Duration lifetime, int most) {
    this.remembered = Caffeine.newBuilder().expireAfterWrite(lifetime).maximumSize(most).build();
  }

  /**
   * Two may count at once: to wait for each other would be to wait while holding a connection.
   *
   * @param scope the list, its filters and who asks
   */
  long of(String scope, LongSupplier count) {
    Long known = remembered.getIfPresent(scope);
    if (known == null) {
      known = count.getAsLong();
      remembered.put(scope, known);
    }
    return known;
  }
}
