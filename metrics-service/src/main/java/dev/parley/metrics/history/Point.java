package dev.parley.metrics.history;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Written as charts take it: {@code [time, value]}. */
record Point(Instant at, @Nullable Double value) {

  @JsonValue
  List<@Nullable Object> pair() {
    return Arrays.asList(at, value);
  }
}
