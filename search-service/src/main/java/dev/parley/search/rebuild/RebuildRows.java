package dev.parley.search.rebuild;

import dev.parley.search.engine.SearchSettings;
import dev.parley.search.engine.SearchSettings.Choice;
import dev.parley.search.rebuild.Rebuild.OfInstance;
import dev.parley.search.rebuild.Rebuild.OfTables;
import dev.parley.search.rebuild.Rebuild.State;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  private static final String NEWEST =
      """
      SELECT number, requested_at, check_state, checked, differed, mended
        FROM rebuild ORDER BY number DESC LIMIT 1
      """;

  private record Requested(int number, Instant at, OfTables tables) {}

  private final JdbcClient jdbc;
  private final SearchSettings settings;

  RebuildRows(JdbcClient jdbc, SearchSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  void request() {
    jdbc.sql("INSERT INTO rebuild DEFAULT VALUES").update();
  }

  Optional<Rebuild> newest() {
    return jdbc.sql(NEWEST)
        .query(
            (row, _) ->
                new Requested(
                    row.getInt("number"),
                    row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                    new OfTables(
                        state(row.getString("check_state")),
                        row.getInt("checked"),
                        row.getInt("differed"),
                        row.getInt("mended"))))
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
                    state(row.getString("state")),
                    row.getDouble("progress"),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private static State state(String text) {
    return State.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private Rebuild together(Requested requested, List<OfInstance> instances) {
    // from the tables PostgreSQL answers without more
    boolean begun = !instances.isEmpty() || settings.engine() == Choice.POSTGRES;
    State state =
        begun
            ? instances.stream()
                .map(OfInstance::state)
                .reduce(requested.tables().state(), RebuildRows::least)
            : State.REQUESTED;
    double progress =
        instances.stream().mapToDouble(OfInstance::progress).min().orElse(begun ? 1 : 0);
    return new Rebuild(
        requested.number(), state, progress, requested.at(), requested.tables(), instances);
  }

  private static State least(State a, State b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
