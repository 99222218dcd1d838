package dev.parley.search.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One that was asked for.
 *
 * @param state of all instances together: that of the one that is least far
 * @param progress from 0 to 1
 */
record Rebuild(
    int id, State state, double progress, Instant requestedAt, List<OfInstance> instances) {

  /** How far one instance is. */
  record OfInstance(String instance, State state, double progress, Instant updatedAt) {}

  enum State {
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("filling")
    FILLING,
    @JsonProperty("comparing")
    COMPARING,
    /** It differed from the tables; the one before goes on answering. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("done")
    DONE
  }
}
