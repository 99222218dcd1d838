package dev.parley.search.rebuild;

import dev.parley.search.rebuild.Rebuild.OfInstance;
import dev.parley.search.rebuild.Rebuild.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code rebuild} and {@code rebuild_state}. */
@Component
class RebuildRows {
  private static final String STATES =
      """
      SELECT instance, state, progress, updated_at FROM rebuild_state
       WHERE number = :number ORDER BY instance
      """;

  private record Requested(int number, Instant at) {}

  private final JdbcClient jdbc;

  RebuildRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void request() {
    jdbc.sql("INSERT INTO rebuild DEFAULT VALUES").update();
  }

  Optional<Rebuild> newest() {
    return jdbc.sql("SELECT number, requested_at FROM rebuild ORDER BY number DESC LIMIT 1")
        .query(
            (row, _) ->
                new Requested(
                    row.getInt("number"),
                    row.getObject("requested_at", OffsetDateTime.class).toInstant()))
        .optional()
        .map(requested -> together(requested, states(requested.number())));
  }

  private List<OfInstance> states(int number) {
    return jdbc.sql(STATES)
        .param("number", number)
        .query(
            (row, _) ->
                new OfInstance(
                    row.getString("instance"),
                    State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getDouble("progress"),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private static Rebuild together(Requested requested, List<OfInstance> instances) {
    State state =
        instances.stream()
            .map(OfInstance::state)
            .min(Comparator.naturalOrder())
            .orElse(State.REQUESTED);
    double progress = instances.stream().mapToDouble(OfInstance::progress).min().orElse(0);
    return new Rebuild(requested.number(), state, progress, requested.at(), instances);
  }
}
