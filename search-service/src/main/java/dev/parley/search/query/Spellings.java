package dev.parley.search.query;

import dev.parley.search.engine.Engine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Words that a word may have been meant to be, and which of them were taken. */
final class Spellings implements Function<String, List<String>> {
  private static final int MOST = 5;
  private static final int SHORTEST = 4;
  private static final int LONG = 8;

  /** Of so many words of a query: who types more has found the right ones by then. */
  private static final int WORDS = 4;

  private final Engine engine;
  private final Set<String> taken = new TreeSet<>();
  private int looked;

  Spellings(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<String> apply(String word) {
    if (word.length() < SHORTEST || word.length() > 40 || looked == WORDS) {
      return List.of();
    }
    looked++;
    List<String> others = engine.wordsLike(word, word.length() < LONG ? 1 : 2, MOST);
    taken.addAll(others);
    return others;
  }

  boolean any() {
    return !taken.isEmpty();
  }
}
