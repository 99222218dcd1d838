package dev.parley.metrics.figures;

/** How often one kind of cache was asked and knew, since a process began or within a window. */
public record CacheLookups(double hits, double gets) {

  public static final CacheLookups NONE = new CacheLookups(0, 0);

  public CacheLookups plus(CacheLookups other) {
    return new CacheLookups(hits + other.hits, gets + other.gets);
  }

  /** A counter that fell began anew. */
  CacheLookups since(CacheLookups earlier) {
    return gets < earlier.gets
        ? this
        : new CacheLookups(Math.max(0, hits - earlier.hits), gets - earlier.gets);
  }
}
