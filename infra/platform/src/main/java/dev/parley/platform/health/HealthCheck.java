package dev.parley.platform.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks after all that an instance needs, at the same time, and answers within a deadline. */
public final class HealthCheck {

  private final Watch readiness;
  private final Map<String, Watch> dependencies = new TreeMap<>();
  private final @Nullable String version;
  private final Duration deadline;

  /**
   * @param readiness ends well if the instance takes requests
   */
  HealthCheck(
      Dependency.Probe readiness,
      List<Dependency> dependencies,
      @Nullable String version,
      Duration deadline) {
    this.readiness = new Watch(readiness);
    dependencies.forEach(it -> this.dependencies.put(it.name(), new Watch(it.probe())));
    this.version = version;
    this.deadline = deadline;
  }

  /** What an instance needs, by name. */
  Set<String> dependencies() {
    return dependencies.keySet();
  }

  public CompletableFuture<InstanceHealth> ask() {
    CompletableFuture<Boolean> ready = readiness.ask(deadline);
    Map<String, CompletableFuture<Boolean>> asked = new TreeMap<>();
    dependencies.forEach((name, watch) -> asked.put(name, watch.ask(deadline)));
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
        .thenCombine(ready, (_, isReady) -> InstanceHealth.of(isReady, version, words(asked)));
  }

  private static Map<String, String> words(Map<String, CompletableFuture<Boolean>> answers) {
    Map<String, String> words = new TreeMap<>();
    answers.forEach(
        (name, there) ->
            words.put(name, there.resultNow() ? InstanceHealth.OK : InstanceHealth.DOWN));
    return words;
  }
}
