package dev.parley.gateway.balancing;

import org.jspecify.annotations.Nullable;

/** The instances that a request has met, which is one of them nearly always. */
final class Met {

  private @Nullable Instance last;
  private @Nullable Met before;
  private int count;

  void add(Instance instance) {
    if (last != null) {
      Met rest = new Met();
      rest.last = last;
      rest.before = before;
      before = rest;
    }
    last = instance;
    count++;
  }

  /** How often one was met, and not how many. */
  int count() {
    return count;
  }

  boolean contains(Instance instance) {
    for (Met met = this; met != null; met = met.before) {
      if (met.last == instance) {
        return true;
      }
    }
    return false;
  }
}
