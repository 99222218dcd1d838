package dev.parley.platform.kafka;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells an event that cannot be handled from a time in which none can: while the database or a peer
 * is away, waiting is right and dead letters would empty the topic.
 */
final class Outages {
  /** Connection, resources, operator intervention, system error; serialization and deadlocks. */
  private static final Set<String> SQL_CLASSES = Set.of("08", "53", "57", "58", "40");

  /** Somebody holds the table, for as long as a migration builds an index, say. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Outages() {}

  static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOutageItself(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutageItself(Throwable cause) {
    return switch (cause) {
      case TransientDataAccessException _ -> true;
      case RecoverableDataAccessException _ -> true;
      case DataAccessResourceFailureException _ -> true;
      case CannotCreateTransactionException _ -> true;
      case SQLTransientException _ -> true;
      case SQLRecoverableException _ -> true;
      case SQLException sql -> hasOutageState(sql.getSQLState());
      case org.springframework.kafka.KafkaException _ -> true;
      case org.apache.kafka.common.KafkaException _ -> true;
      // a peer that cannot be reached; unreadable JSON is an IOException, too, and is none
      case com.fasterxml.jackson.core.JacksonException _ -> false;
      case IOException _ -> true;
      default -> false;
    };
  }

  private static boolean hasOutageState(@Nullable String state) {
    return state != null
        && (state.equals(LOCK_NOT_AVAILABLE)
            || (state.length() == 5 && SQL_CLASSES.contains(state.substring(0, 2))));
  }
}
