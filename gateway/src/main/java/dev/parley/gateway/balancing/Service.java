package dev.parley.gateway.balancing;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The instances of one service that call themselves ready, and which of them is next. */
final class Service {

  private static final Instance[] NONE = {};

  private final String name;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Instance[] ready = NONE;

  Service(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void ready(List<Instance> instances) {
    ready = instances.toArray(NONE);
  }

  List<Instance> ready() {
    return List.of(ready);
  }

  /**
   * One that has not been met yet and is fit, or else one that rests: it may be better than its
   * reputation. Those that were met are out of the question.
   *
   * @param met by the same request before
   */
  @Nullable Instance choose(Balance balance, Met met, long now) {
    Instance[] all = ready;
    if (all.length == 0) {
      return null;
    }
    int first = Math.floorMod(turn.getAndIncrement(), all.length);
    Instance best = null;
    Instance resting = null;
    for (int i = 0; i < all.length; i++) {
      Instance each = all[(first + i) % all.length];
      if (met.contains(each)) {
        continue;
      }
      if (best != null && best.load() <= each.load()) {
        continue;
      }
      if (!each.isFit(now)) {
        resting = resting == null ? each : resting;
        continue;
      }
      best = each;
      if (balance == Balance.ROUND_ROBIN) {
        break;
      }
    }
    if (best == null) {
      return resting;
    }
    return best.claim(now) ? best : choose(balance, met, now);
  }
}
