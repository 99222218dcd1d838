package dev.parley.realtime.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each address has open, so that no one takes all places. */
final class PerAddress {

  private final int most;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param most 0: any number
   */
  PerAddress(int most) {
    this.most = most;
  }

  boolean take(String network) {
    if (open.merge(network, 1, Integer::sum) <= most || most == 0) {
      return true;
    }
    free(network);
    return false;
  }

  void free(String network) {
    var _ = open.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
  }
}
