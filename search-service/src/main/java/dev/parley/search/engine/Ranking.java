package dev.parley.search.engine;

import java.time.Instant;

/**
 * How good a match is: how well the words fit, halved for each year of age, as the logarithm to the
 * base of two. So it says the same whenever it is asked, and whatever else is in the index, and
 * pages hold together.
 */
public final class Ranking {
  /** In milliseconds: twice as good outweighs so much of age. */
  public static final double HALVING = 365.25 * 24 * 3600 * 1000;

  /** A title is worth so many times a message that fits as well. */
  public static final double TITLE_BONUS = 3;

  /** No match is worth less: there are words that add nothing, and queries without any. */
  public static final double LEAST = 1e-6;

  private Ranking() {}

  /**
   * @param fit how well the words fit, from 0 to 1
   */
  public static double of(double fit, Kind kind, long createdAtMillis) {
    double bonus = kind == Kind.CONVERSATION ? TITLE_BONUS : 0;
    return Math.log(Math.max(fit, LEAST)) / Math.log(2) + bonus + createdAtMillis / HALVING;
  }

  /** From 0 to 1, as people like to see it. */
  public static double score(Match match, Instant now) {
    long newer = Math.max(now.toEpochMilli(), match.createdAt().toEpochMilli());
    return Math.min(1, Math.pow(2, match.rank() - TITLE_BONUS - newer / HALVING));
  }
}
