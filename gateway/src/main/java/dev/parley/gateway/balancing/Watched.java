package dev.parley.gateway.balancing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The instances of one service that discovery names, and which of them said at their last probe
 * that they are ready. New ones are asked before they get anything to do.
 */
final class Watched {

  private final Service service;
  private final Probe probe;
  private final Map<String, Instance> known = new LinkedHashMap<>();
  private final Set<Instance> ready = ConcurrentHashMap.newKeySet();
  private final Set<Instance> asked = ConcurrentHashMap.newKeySet();

  Watched(Service service, Probe probe) {
    this.service = service;
    this.probe = probe;
  }

  Service service() {
    return service;
  }

  /**
   * @param found the addresses that discovery names now; null where it could not be asked
   * @return when all have answered, or have not in time
   */
  Mono<Void> look(@Nullable List<String> found) {
    if (found != null) {
      synchronized (known) {
        known.keySet().retainAll(Set.copyOf(found));
        found.forEach(base -> known.computeIfAbsent(base, Instance::new));
      }
      publish();
    }
    return Flux.fromIterable(all()).filter(asked::add).flatMap(this::ask).then();
  }

  private Mono<Boolean> ask(Instance instance) {
    return probe
        .isReady(instance)
        .doOnNext(
            yes -> {
              if (yes ? ready.add(instance) : ready.remove(instance)) {
                publish();
              }
            })
        .doFinally(_ -> asked.remove(instance));
  }

  private void publish() {
    synchronized (known) {
      ready.retainAll(known.values());
      service.ready(all().stream().filter(ready::contains).toList());
    }
  }

  private List<Instance> all() {
    synchronized (known) {
      return new ArrayList<>(known.values());
    }
  }
}
