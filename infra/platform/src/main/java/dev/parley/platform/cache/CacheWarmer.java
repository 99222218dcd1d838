package dev.parley.platform.cache;

/** Reads in what was used last, of one kind. */
public interface CacheWarmer {

  /** The name of the kind. */
  String cache();

  /**
   * @return how many it read
   */
  int warm(int most);
}
