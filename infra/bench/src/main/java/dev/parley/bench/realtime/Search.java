package dev.parley.bench.realtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The highest rate that a server keeps up with, on a ladder whose rungs are 19 % apart: by doubling
 * at first, then by halves of what is left; in later rounds from where the last one ended. Who
 * delivered all but was late has a second chance: one pause of the machine decides nothing.
 */
final class Search {

  private static final double LOWEST = 5_000;
  private static final int DOUBLE = 4;
  private static final int FIRST = 3 * DOUBLE;
  private static final int TOP = 9 * DOUBLE;
  private static final int STEPS_LATER = 4;

  /** What is done at a rate. */
  interface Attempt {
    Trial at(double deliveriesPerSecond) throws IOException;
  }

  private int rung = -1;
  private @Nullable Trial best;

  boolean isNew() {
    return rung < 0;
  }

  /** Null when it keeps up with nothing. */
  @Nullable Trial next(Attempt attempt) throws IOException {
    best = null;
    if (rung < 0) {
      first(attempt);
    } else {
      again(attempt);
    }
    return best;
  }

  private void first(Attempt attempt) throws IOException {
    int low = FIRST;
    int high;
    if (passes(attempt, low)) {
      high = low + DOUBLE;
      while (high < TOP && passes(attempt, high)) {
        low = high;
        high += DOUBLE;
      }
    } else {
      high = low;
      low -= DOUBLE;
      while (low > 0 && !passes(attempt, low)) {
        high = low;
        low -= DOUBLE;
      }
    }
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (passes(attempt, middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    rung = Math.max(0, low);
  }

  private void again(Attempt attempt) throws IOException {
    int step = passes(attempt, rung) ? 1 : -1;
    for (int i = 0; i < STEPS_LATER && rung + step >= 0; i++) {
      boolean passed = passes(attempt, rung + step);
      if (step > 0 && !passed) {
        return;
      }
      rung += step;
      if (step < 0 && passed) {
        return;
      }
    }
  }

  private boolean passes(Attempt attempt, int at) throws IOException {
    double rate = LOWEST * Math.pow(2, (double) at / DOUBLE);
    Trial trial = attempt.at(rate);
    if (trial.deliveredLate()) {
      trial = attempt.at(rate);
    }
    if (trial.keptUp()) {
      best = trial;
    }
    return trial.keptUp();
  }
}
