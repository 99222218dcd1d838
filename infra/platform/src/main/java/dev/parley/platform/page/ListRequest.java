package dev.parley.platform.page;

import dev.parley.platform.problem.ProblemException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a list, in one of the two forms that every list has: by number ({@code page,
 * per_page}; unless asked otherwise) or by cursor ({@code limit} and one of {@code before, after}).
 * A controller takes it as an argument and hands it to {@link Lists}.
 */
public sealed interface ListRequest permits PageRequest, CursorRequest {

  /** The same for a list whose entries are large: at most this many, whatever was asked for. */
  ListRequest atMost(int entries);

  /**
   * @param parameters gives a parameter's value by its name
   */
  static ListRequest of(UnaryOperator<@Nullable String> parameters) {
    String limit = parameters.apply("limit");
    String before = parameters.apply("before");
    String after = parameters.apply("after");
    String page = parameters.apply("page");
    String perPage = parameters.apply("per_page");
    if (parameters.apply("around") != null) {
      throw ProblemException.badRequest(
          "request.invalid_parameter", "This list takes 'before' and 'after', but not 'around'.");
    }
    if (limit == null && before == null && after == null) {
      return PageRequest.of(page, perPage);
    }
    if (page != null || perPage != null) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "Give 'page' and 'per_page', or 'limit' and a cursor, but not of both.");
    }
    return CursorRequest.of(limit, before, after, null);
  }
}
