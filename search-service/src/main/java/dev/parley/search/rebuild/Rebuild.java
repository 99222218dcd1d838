package dev.parley.search.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One that was asked for.
 *
 * @param state of all together: that of what is least far
 * @param progress of the indexes, from 0 to 1
 */
record Rebuild(
    int id,
    State state,
    double progress,
    Instant requestedAt,
    OfTables tables,
    List<OfInstance> instances) {

  /**
   * How far the tables are compared with what the owner of conversations has.
   *
   * @param conversations how many of the owner's were looked at
   * @param differed how many differed
   * @param mended how many of those were read again and are the same now
   */
  record OfTables(State state, int conversations, int differed, int mended) {}

  /** How far one instance is. */
  record OfInstance(String instance, State state, double progress, Instant updatedAt) {}

  enum State {
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("filling")
    FILLING,
    @JsonProperty("comparing")
    COMPARING,
    /**
     * An index differed from the tables, or those from what their owner has, even when read again.
     */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("done")
    DONE
  }
}
