package dev.parley.metrics.parameter;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that a route does not have. What is misspelt would else be taken for
 * what was not said: all caches emptied instead of one.
 */
final class KnownParameters implements HandlerInterceptor {

  private static final int SHOWN = 40;
  private static final Set<String> OF_LISTS =
      Set.of("page", "per_page", "limit", "before", "after");

  private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && !request.getParameterMap().isEmpty()) {
      Set<String> known = knownTo(method);
      request.getParameterMap().keySet().stream()
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw unknown(name, known);
              });
    }
    return true;
  }

  private Set<String> knownTo(HandlerMethod method) {
    Set<String> known = new TreeSet<>(Set.of("fields"));
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
      if (ListRequest.class.isAssignableFrom(parameter.getParameterType())) {
        known.addAll(OF_LISTS);
      } else if (named != null) {
        parameter.initParameterNameDiscovery(names);
        known.add(named.name().isEmpty() ? parameter.getParameterName() : named.name());
      }
    }
    return known;
  }

  private static ProblemException unknown(String name, Set<String> known) {
    String shown = name.length() > SHOWN ? name.substring(0, SHOWN) : name;
    String what = "is unknown; known are " + String.join(", ", known);
    return ProblemException.badRequest(
        "request.invalid_parameter",
        "'%s' %s.".formatted(shown, what),
        new FieldError(shown, what));
  }
}
