package dev.parley.gateway.limit;

import dev.parley.gateway.request.RequestPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The policies as they are written down, by name. */
@ConfigurationProperties("parley.gateway.limits")
record LimitProperties(boolean enabled, Map<String, Entry> policies) {

  enum WithoutRedis {
    CLOSED,
    LOCAL
  }

  /**
   * @param quota 0: this policy is off
   */
  record Entry(
      Set<Per> per,
      @DefaultValue List<String> routes,
      @DefaultValue("false") boolean alone,
      int quota,
      Duration window,
      @Nullable Integer burst,
      @DefaultValue("local") WithoutRedis withoutRedis) {

    private LimitPolicy named(String name) {
      return new LimitPolicy(
          name,
          per,
          routes.stream().map(RequestPattern::of).toList(),
          alone,
          quota,
          window,
          burst == null ? quota : burst,
          withoutRedis == WithoutRedis.CLOSED);
    }
  }

  List<LimitPolicy> inForce() {
    return enabled
        ? policies.entrySet().stream()
            .filter(policy -> policy.getValue().quota() != 0)
            .map(policy -> policy.getValue().named(policy.getKey()))
            .toList()
        : List.of();
  }
}
