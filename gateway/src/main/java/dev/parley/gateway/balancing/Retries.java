package dev.parley.gateway.balancing;

import java.util.function.Consumer;

/**
 * Whether a request may be tried once more. What was never sent may, whatever it is, once on each
 * other instance. What broke off may where a second time does no harm, and as far as the budget
 * reaches.
 */
final class Retries {

  private final RetrySettings settings;
  private final RetryBudget budget;
  private final Consumer<Failure> onRetry;

  /**
   * @param onRetry told of each that was granted
   */
  Retries(RetrySettings settings, RetryBudget budget, Consumer<Failure> onRetry) {
    this.settings = settings;
    this.budget = budget;
    this.onRetry = onRetry;
  }

  void begun() {
    budget.earn();
  }

  /**
   * @param tries so far
   * @param harmless a second time: it reads, or the service knows a repetition when it sees one
   */
  boolean mayTryAgain(Failure failure, int tries, boolean harmless) {
    boolean granted =
        switch (failure) {
          case NOT_SENT -> true;
          case BROKEN_OFF -> harmless && tries < settings.tries() && budget.spend();
          case OTHER -> false;
        };
    if (granted) {
      onRetry.accept(failure);
    }
    return granted;
  }
}
