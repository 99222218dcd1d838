package dev.parley.platform.overload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many places each address has, so that no one takes them all. */
public final class PerAddress {

  private final int most;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /**
   * @param most 0: any number
   */
  public PerAddress(int most) {
    this.most = most;
  }

  public boolean take(String network) {
    if (taken.merge(network, 1, Integer::sum) <= most || most == 0) {
      return true;
    }
    free(network);
    return false;
  }

  public void free(String network) {
    var _ = taken.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
  }
}
