package dev.parley.gateway.balancing;

import dev.parley.gateway.balancing.Probe.Said;
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
 * that they are ready. New ones are asked before they get anything to do; who says nothing once is
 * taken at their last word, for a pause of theirs or ours would cost a service its only instance.
 */
final class Watched {

  private final Service service;
  private final Probe probe;
  private final Map<String, Instance> known = new LinkedHashMap<>();
  private final Set<Instance> ready = ConcurrentHashMap.newKeySet();
  private final Set<Instance> silent = ConcurrentHashMap.newKeySet();
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

  private Mono<Said> ask(Instance instance) {
    return probe
        .ask(instance)
        .doOnNext(said -> note(instance, said))
        .doOnTerminate(() -> asked.remove(instance));
  }

  private void note(Instance instance, Said said) {
    boolean changed =
        switch (said) {
          case READY -> ready.add(instance);
          case NOT_READY -> ready.remove(instance);
          case NOTHING -> !silent.add(instance) && ready.remove(instance);
        };
    if (said != Said.NOTHING) {
      silent.remove(instance);
    }
    if (changed) {
      publish();
    }
  }

  private void publish() {
    synchronized (known) {
      ready.retainAll(known.values());
      silent.retainAll(known.values());
      service.ready(all().stream().filter(ready::contains).toList());
    }
  }

  private List<Instance> all() {
    synchronized (known) {
      return new ArrayList<>(known.values());
    }
  }
}
