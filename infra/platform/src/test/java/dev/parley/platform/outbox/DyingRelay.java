package dev.parley.platform.outbox;

import dev.parley.platform.postgres.DirectConnections;
import dev.parley.platform.server.TestService;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;

/**
 * A JVM with a relay that dies, without any goodbye, when Kafka has acknowledged and the rows are
 * to be deleted. Arguments: JDBC URL, Kafka's address, schema.
 */
final class DyingRelay {
  static final int EXIT_CODE = 79;

  private DyingRelay() {}

  static void main(String[] arguments) throws InterruptedException {
    TestService.start(arguments[0], arguments[1], arguments[2], List.of(Deadly.class));
    Thread.currentThread().join();
  }

  static class Deadly {
    @Bean
    RelayConnections connections(DirectConnections direct) {
      var real = new PostgresRelayConnections(direct);
      return purpose -> deadly(real.open(purpose));
    }

    private static Connection deadly(Connection connection) {
      return proxy(
          Connection.class,
          connection,
          (result, arguments) ->
              result instanceof PreparedStatement statement
                      && arguments[0].toString().startsWith("DELETE")
                  ? proxy(PreparedStatement.class, statement, null)
                  : result);
    }

    private interface Change {
      Object of(Object result, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, @Nullable Change change) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) -> {
                if (method.getName().equals("executeUpdate")) {
                  Runtime.getRuntime().halt(EXIT_CODE);
                }
                try {
                  Object result = method.invoke(target, arguments);
                  return change == null || arguments == null
                      ? result
                      : change.of(result, Objects.requireNonNull(arguments));
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
