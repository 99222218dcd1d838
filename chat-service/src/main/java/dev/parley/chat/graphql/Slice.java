package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a list: so many after a place in it, or before one.
 *
 * @param cursor {@code null}: from the list's start, or from its end
 * @param forward {@code first … after} rather than {@code last … before}
 */
record Slice(int limit, @Nullable String cursor, boolean forward) {

  static Slice of(Map<String, Object> arguments) {
    Integer first = (Integer) arguments.get("first");
    Integer last = (Integer) arguments.get("last");
    String after = (String) arguments.get("after");
    String before = (String) arguments.get("before");
    if (last == null && before == null) {
      return new Slice(checked("first", first), after, true);
    }
    if (first == null && after == null) {
      return new Slice(checked("last", last), before, false);
    }
    throw invalid("Give 'first' and 'after', or 'last' and 'before', but not of both.");
  }

  private static int checked(String name, @Nullable Integer number) {
    if (number == null) {
      return GraphQlLimits.DEFAULT_ENTRIES;
    }
    if (number < 0 || number > GraphQlLimits.MAX_ENTRIES) {
      throw invalid("'%s' must be from 0 to %d.".formatted(name, GraphQlLimits.MAX_ENTRIES));
    }
    return number;
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.badRequest("request.invalid_parameter", detail);
  }
}
