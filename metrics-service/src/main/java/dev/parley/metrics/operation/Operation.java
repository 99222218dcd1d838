package dev.parley.metrics.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is being done, or was.
 *
 * @param progress between 0 and 1
 * @param detail why it failed
 */
record Operation(
    UUID id,
    Kind kind,
    Map<String, String> parameters,
    State state,
    @Nullable String detail,
    double progress,
    List<Result> results,
    UUID requestedBy,
    String requester,
    Instant requestedAt,
    @Nullable Instant finishedAt) {

  enum State {
    @JsonProperty("running")
    RUNNING,
    /** With every step well. */
    @JsonProperty("done")
    DONE,
    /** At least one step was not, or there was nobody to do it. */
    @JsonProperty("failed")
    FAILED;

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What came of one step.
   *
   * @param target which cache or table
   */
  record Result(String service, String instance, String target, boolean ok, String detail) {}
}
