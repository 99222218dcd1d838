package dev.parley.platform.overload;

import java.util.concurrent.ThreadLocalRandom;

/**
 * When those come back who are sent away together: each at a moment of its own, within as long as
 * it takes to let in all of them. Sooner they would stand in line there, and the last be refused.
 */
public record Recall(int withinMs) {

  private static final int LEAST_MS = 1_000;

  /** Somebody who is sent away for reasons of their own. */
  public static final Recall OF_ONE = new Recall(LEAST_MS);

  /**
   * @param perSecond so many are let in; 0: any number
   */
  public static Recall of(int many, int perSecond) {
    long admission = perSecond == 0 ? 0 : many * 1_000L / perSecond;
    return new Recall(Math.clamp(admission, LEAST_MS, Integer.MAX_VALUE));
  }

  /** For one of them. */
  public int inMs() {
    return ThreadLocalRandom.current().nextInt(withinMs);
  }
}
