package dev.parley.gateway.forward;

import dev.parley.gateway.balancing.Instance;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next request, by event loop: each loop has its own and nobody
 * waits for another one.
 */
final class Kept {

  private final long longestNanos;
  private final FastThreadLocal<Map<Instance, Deque<InstanceConnection>>> ofThisLoop =
      new FastThreadLocal<>() {
        @Override
        protected Map<Instance, Deque<InstanceConnection>> initialValue() {
          return new WeakHashMap<>();
        }
      };

  /**
   * @param longestNanos shorter than instances keep their end of it open
   */
  Kept(long longestNanos) {
    this.longestNanos = longestNanos;
  }

  /** The one that was used last. */
  @Nullable InstanceConnection take(Instance instance) {
    Deque<InstanceConnection> all = of(instance);
    for (InstanceConnection last = all.pollLast(); last != null; last = all.pollLast()) {
      if (last.isFit(System.nanoTime() - longestNanos)) {
        return last;
      }
      last.close();
    }
    return null;
  }

  void put(InstanceConnection connection) {
    Deque<InstanceConnection> all = of(connection.instance());
    all.addLast(connection);
    InstanceConnection oldest = all.peekFirst();
    if (oldest != null && !oldest.isFit(System.nanoTime() - longestNanos)) {
      all.removeFirst();
      oldest.close();
    }
  }

  void remove(InstanceConnection connection) {
    of(connection.instance()).remove(connection);
  }

  private Deque<InstanceConnection> of(Instance instance) {
    return ofThisLoop.get().computeIfAbsent(instance, _ -> new ArrayDeque<>());
  }
}
