package dev.parley.platform.page;

/**
 * One of the things that a list is ordered by.
 *
 * @param expression SQL that is never null: null is neither before nor after anything
 * @param type the SQL type, by which a value survives the way to the client and back exactly
 */
public record ListKey(String expression, String type) {

  public static ListKey time(String expression) {
    return new ListKey(expression, "timestamptz");
  }

  public static ListKey uuid(String expression) {
    return new ListKey(expression, "uuid");
  }

  public static ListKey text(String expression) {
    return new ListKey(expression, "text");
  }

  public static ListKey number(String expression) {
    return new ListKey(expression, "bigint");
  }
}
