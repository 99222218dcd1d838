package dev.parley.search.engine;

/** In which order what is found is shown. */
public enum Order {
  /** The best first; of two that are as good, the newer one. */
  RELEVANCE,
  NEWEST
}
