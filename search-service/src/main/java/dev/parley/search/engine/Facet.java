package dev.parley.search.engine;

/** By what it can be counted. */
public enum Facet {
  PROJECT,
  AUTHOR,
  ROLE,
  SOURCE,
  TAG,
  MONTH
}
