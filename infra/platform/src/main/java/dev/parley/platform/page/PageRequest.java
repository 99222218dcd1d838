package dev.parley.platform.page;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Which page of a list, counted from 1, as {@code ?page=&per_page=}. */
public record PageRequest(int page, int perPage) implements ListRequest {

  public static final int MAX_PER_PAGE = 100;
  private static final int DEFAULT_PER_PAGE = 50;
  // beyond this a client wants the cursor form: the database would read and drop all before it
  static final int MAX_PAGE = 10_000;

  public static PageRequest of(@Nullable String page, @Nullable String perPage) {
    return new PageRequest(
        Numbers.parse("page", page, 1, MAX_PAGE, 1, "; further on, ask by 'limit' and 'before'"),
        Numbers.parse("per_page", perPage, 1, MAX_PER_PAGE, DEFAULT_PER_PAGE));
  }

  @Override
  public PageRequest atMost(int entries) {
    return new PageRequest(page, Math.min(perPage, entries));
  }

  public long offset() {
    return (page - 1L) * perPage;
  }

  /** Reads whole numbers from a query string and says exactly what is wrong with them. */
  static final class Numbers {
    private Numbers() {}

    static int parse(String name, @Nullable String text, int min, int max, int otherwise) {
      return parse(name, text, min, max, otherwise, "");
    }

    static int parse(
        String name, @Nullable String text, int min, int max, int otherwise, String hint) {
      if (text == null || text.isEmpty()) {
        return otherwise;
      }
      try {
        int value = Integer.parseInt(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException _) {
        // answered below, as a number out of range is
      }
      String detail = "must be a whole number from %d to %d%s".formatted(min, max, hint);
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameter '%s' %s.".formatted(name, detail),
          new FieldError(name, detail));
    }
  }
}
