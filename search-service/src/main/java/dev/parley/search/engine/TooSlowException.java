package dev.parley.search.engine;

/** What was asked for takes longer than anybody waits. */
public final class TooSlowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooSlowException() {
    super("the search was given up", null, false, false);
  }
}
