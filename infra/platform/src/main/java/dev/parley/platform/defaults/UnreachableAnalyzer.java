package dev.parley.platform.defaults;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the database that a service could not reach, and what the driver said of it. */
final class UnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  private static final String CONNECTION_FAILED = "08";
  private static final String LOGIN_FAILED = "28";

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (state.startsWith(LOGIN_FAILED)) {
      return new FailureAnalysis(
          "PostgreSQL refuses the login: " + cause.getMessage(),
          "Check POSTGRES_USER and POSTGRES_PASSWORD.",
          cause);
    }
    if (state.startsWith(CONNECTION_FAILED)) {
      return new FailureAnalysis(
          "PostgreSQL cannot be reached: " + cause.getMessage(),
          "Check that it runs and that POSTGRES_URL names its host and port.",
          cause);
    }
    return null;
  }
}
