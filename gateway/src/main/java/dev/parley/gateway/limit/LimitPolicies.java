package dev.parley.gateway.limit;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.request.RequestPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Which policies apply to a request. What comes out is worked out once for each combination. */
final class LimitPolicies {

  private final List<LimitPolicy> all;
  private final Map<Long, Applicable> combinations = new ConcurrentHashMap<>();

  LimitPolicies(List<LimitPolicy> all) {
    if (all.size() >= Long.SIZE) {
      throw new IllegalArgumentException("There may be 63 rate limit policies at most.");
    }
    this.all = List.copyOf(all);
  }

  Applicable applyingTo(IncomingRequest request, Who who) {
    String method = request.method();
    String path = request.path();
    long chosen = 0;
    long general = 0;
    boolean alone = false;
    for (int i = 0; i < all.size(); i++) {
      LimitPolicy policy = all.get(i);
      if (!counts(policy.per(), who)) {
        continue;
      }
      if (policy.routes().isEmpty()) {
        general |= 1L << i;
      } else if (matches(policy.routes(), method, path)) {
        chosen |= 1L << i;
        alone |= policy.alone();
      }
    }
    return combinations.computeIfAbsent(alone ? chosen : chosen | general, this::combined);
  }

  private static boolean matches(List<RequestPattern> routes, String method, String path) {
    for (RequestPattern route : routes) {
      if (route.matches(method, path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean counts(Set<Per> per, Who who) {
    if (who.user() == null) {
      return per.contains(Per.CALLER) || per.contains(Per.ADDRESS) || per.contains(Per.ACCOUNT);
    }
    return per.contains(Per.USER) || (who.apiToken() != null && per.contains(Per.TOKEN));
  }

  private Applicable combined(long policies) {
    return new Applicable(
        IntStream.range(0, all.size())
            .filter(i -> (policies & 1L << i) != 0)
            .mapToObj(all::get)
            .toList());
  }
}
