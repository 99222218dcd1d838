package dev.parley.gateway.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How everything fares, summed up.
 *
 * @param status {@code down} only if without it there is no Parley; {@code degraded} if anything
 *     else is amiss
 */
record Health(String status, @Nullable String version, Map<String, Check> checks) {

  static final String OK = "ok";
  static final String DEGRADED = "degraded";
  static final String DOWN = "down";

  /** Nobody signs in or reads anything without it. */
  private static final String CORE = "chat";

  static Health of(@Nullable String version, Map<String, Check> checks) {
    Check core = checks.get(CORE);
    boolean well = checks.values().stream().allMatch(check -> check.status().equals(OK));
    String otherwise = well ? OK : DEGRADED;
    return new Health(
        core == null || core.status().equals(DOWN) ? DOWN : otherwise, version, checks);
  }

  boolean isDown() {
    return status.equals(DOWN);
  }

  /** What an instance says of itself; the gateway adds {@code down} for those that say nothing. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Instance(
      @Nullable String status,
      @Nullable String version,
      @Nullable Map<String, String> dependencies) {

    static final Instance SILENT = new Instance(DOWN, null, null);

    boolean serves() {
      return !DOWN.equals(status);
    }
  }

  /**
   * One service.
   *
   * @param instances those that serve
   * @param versions several while it is being replaced
   * @param dependencies down if any instance misses it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Check(
      String status, int instances, SortedSet<String> versions, Map<String, String> dependencies) {

    static Check of(Collection<Instance> all) {
      List<Instance> serving = all.stream().filter(Instance::serves).toList();
      var versions = new TreeSet<String>();
      var dependencies = new TreeMap<String, String>();
      // where none serves, what they miss tells why
      for (Instance instance : serving.isEmpty() ? all : serving) {
        if (instance.version() != null) {
          versions.add(instance.version());
        }
        if (instance.dependencies() != null) {
          instance
              .dependencies()
              .forEach((name, word) -> dependencies.merge(name, plain(word), Check::worse));
        }
      }
      boolean lacks = dependencies.containsValue(DOWN) || serving.size() < all.size();
      String working = lacks ? DEGRADED : OK;
      return new Check(serving.isEmpty() ? DOWN : working, serving.size(), versions, dependencies);
    }

    /** Whatever a service may say one day: here it is one of two words. */
    private static String plain(String word) {
      return word.equals(OK) ? OK : DOWN;
    }

    private static String worse(String one, String other) {
      return one.equals(OK) ? other : one;
    }
  }
}
