package dev.parley.search.query;

import dev.parley.search.access.Reach;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Question;
import dev.parley.search.text.Analysis;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Words that a word may have been meant to be, and which of them were taken: such as stand in what
 * the reader may read. Others would be told of by what they widen, and would crowd out those.
 */
final class Spellings implements Function<String, List<String>> {
  private static final int MOST = 5;
  private static final int CANDIDATES = 16;
  private static final int SHORTEST = 4;
  private static final int LONG = 8;

  /** Of so many words of a query: who types more has found the right ones by then. */
  private static final int WORDS = 4;

  private final Engine engine;
  private final Analysis analysis;
  private final Reach readable;
  private final Set<String> taken = new TreeSet<>();
  private int looked;

  Spellings(Engine engine, Analysis analysis, Reach readable) {
    this.engine = engine;
    this.analysis = analysis;
    this.readable = readable;
  }

  @Override
  public List<String> apply(String word) {
    if (word.length() < SHORTEST || word.length() > 40 || looked == WORDS) {
      return List.of();
    }
    looked++;
    List<String> others =
        engine.wordsLike(word, word.length() < LONG ? 1 : 2, CANDIDATES).stream()
            .filter(this::isReadable)
            .limit(MOST)
            .toList();
    taken.addAll(others);
    return others;
  }

  private boolean isReadable(String word) {
    Criterion wanted = new Criterion.Terms(analysis.forms(word));
    return engine.find(Question.ofNewest(wanted, readable, 1)).total() > 0;
  }

  boolean any() {
    return !taken.isEmpty();
  }
}
