package dev.parley.search.engine;

import java.util.List;

/**
 * Finds what rows say. Two stand behind it and pass one test; which one answers is no difference
 * but in speed.
 */
public interface Engine {

  /** Its name in settings and answers. */
  String name();

  Freshness freshness();

  /**
   * @throws TooSlowException where it took longer than anybody waits
   */
  Found find(Question question);

  /**
   * Words in use that differ from this one by so many letters at most, the closest first.
   * Anybody's: that there is one is not to be told to who may not read it.
   */
  List<String> wordsLike(String word, int distance, int limit);
}
