package dev.parley.metrics.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.postgres.DirectConnections;
import dev.parley.testing.Patience;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LeadershipIntegrationTests {

  private final TestDatabase database = TestServers.freshDatabase("led");

  @Test
  void oneLeadsUntilItGoes() {
    Leadership first = instance(database);
    Leadership second = instance(database);
    Patience.await().until(first::isHeld);
    assertThat(second.isHeld()).isFalse();
    Patience.await().until(first::isHeld);

    first.destroy();
    assertThat(Patience.await().until(second::isHeld, held -> held)).isTrue();
    second.destroy();
  }

  @Test
  void whoLosesTheConnectionLeadsNoMore() throws SQLException {
    Leadership first = instance(database);
    Leadership second = instance(database);
    Patience.await().until(first::isHeld);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'test-leader'");
    }
    Patience.await().until(second::isHeld);
    assertThat(first.isHeld()).isFalse();
    second.destroy();
  }

  @Test
  void installationsInOneDatabaseDoNotMeet() {
    Leadership here = instance(database);
    Leadership there = instance(TestServers.freshDatabase("led"));
    Patience.await().until(here::isHeld);
    Patience.await().until(there::isHeld);
    here.destroy();
    there.destroy();
  }

  @Test
  void nobodyLeadsWhereNobodyCanBeAsked() {
    assertThat(
            new Leadership(
                    new DirectConnections("jdbc:postgresql://127.0.0.1:1/x", "x", "x", "test"))
                .isHeld())
        .isFalse();
  }

  private static Leadership instance(TestDatabase of) {
    return new Leadership(new DirectConnections(of.url(), of.user(), of.password(), "test"));
  }
}
