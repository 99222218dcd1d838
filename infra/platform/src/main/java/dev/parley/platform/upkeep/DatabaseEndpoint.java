package dev.parley.platform.upkeep;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** {@code /actuator/database}: what operators see of a service's schema, and do to it. */
@Endpoint(id = "database")
final class DatabaseEndpoint {

  private static final int BAD_REQUEST = 400;
  private static final int FAILED = 500;

  private final DatabaseReport report;
  private final Upkeep upkeep;

  DatabaseEndpoint(DatabaseReport report, Upkeep upkeep) {
    this.report = report;
    this.upkeep = upkeep;
  }

  record Description(
      @Nullable Instant since,
      List<DatabaseReport.Table> tables,
      List<DatabaseReport.Index> unusedIndexes,
      List<DatabaseReport.Statement> statements,
      @Nullable String statementsMissing) {}

  /**
   * @param complaints why it was passed over; empty where it is done
   */
  record Done(String table, String action, double seconds, List<String> complaints) {}

  record Failed(String table, String detail) {}

  @ReadOperation
  Description describe() {
    var statements = report.statements();
    return new Description(
        report.since(),
        report.tables(),
        report.unusedIndexes(),
        statements.found(),
        statements.missing());
  }

  @WriteOperation
  WebEndpointResponse<Object> run(@Selector String table, String action) {
    var wanted =
        Stream.of(Upkeep.Action.values()).filter(it -> name(it).equals(action)).findFirst();
    if (wanted.isEmpty()) {
      return new WebEndpointResponse<>(
          new Failed(table, "the action is analyze or vacuum"), BAD_REQUEST);
    }
    try {
      Optional<Upkeep.Run> run = upkeep.run(wanted.get(), table);
      return run.isEmpty()
          ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
          : new WebEndpointResponse<>(
              new Done(table, action, run.get().taken().toNanos() / 1e9, run.get().complaints()));
    } catch (SQLException e) {
      return new WebEndpointResponse<>(new Failed(table, String.valueOf(e.getMessage())), FAILED);
    }
  }

  private static String name(Upkeep.Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}
