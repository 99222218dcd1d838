package dev.parley.gateway.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.handler.predicate.PredicateDefinition;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A route as it stands in the configuration.
 *
 * @param paths empty where it has others than these predicates, and only Spring knows
 * @param methods null for all
 * @param plain whether nothing but paths and methods decides on it, nothing is to be changed on the
 *     way, and a service is where it leads
 */
record KnownRoute(Route route, List<Prefixed> paths, @Nullable Set<String> methods, boolean plain) {

  /**
   * @param prefix what every path begins with that it matches: most others are told by that
   */
  record Prefixed(String prefix, PathPattern pattern) {

    private static final Pattern SPECIAL = Pattern.compile("/?[*{?].*");

    static Prefixed of(String path) {
      return new Prefixed(
          SPECIAL.matcher(path).replaceFirst(""), PathPatternParser.defaultInstance.parse(path));
    }

    boolean matches(PathContainer path) {
      return path.value().startsWith(prefix) && pattern.matches(path);
    }
  }

  static KnownRoute of(RouteDefinition definition, Route route) {
    List<Prefixed> paths = new ArrayList<>();
    Set<String> methods = null;
    boolean understood = true;
    for (PredicateDefinition predicate : definition.getPredicates()) {
      Collection<String> values = predicate.getArgs().values();
      switch (predicate.getName()) {
        case "Path" ->
            values.stream()
                .filter(value -> value.startsWith("/"))
                .map(Prefixed::of)
                .forEach(paths::add);
        case "Method" -> methods = new HashSet<>(values);
        default -> understood = false;
      }
    }
    understood &= !paths.isEmpty();
    return new KnownRoute(
        route,
        understood ? List.copyOf(paths) : List.of(),
        methods,
        understood
            && definition.getFilters().isEmpty()
            && "lb".equals(definition.getUri().getScheme()));
  }

  /** Whether only Spring can tell if this is a request's route. */
  boolean isStrange() {
    return paths.isEmpty();
  }

  boolean matches(String method, PathContainer path) {
    if (methods != null && !methods.contains(method)) {
      return false;
    }
    for (Prefixed each : paths) {
      if (each.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
