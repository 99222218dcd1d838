package dev.parley.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;

/** What the database says when it can handle no event, and when it cannot handle this one. */
class OutagesTests {

  @ParameterizedTest
  @CsvSource({
    "08006, true", // the connection broke
    "57P01, true", // it shuts down
    "53300, true", // too many are connected
    "40P01, true", // a deadlock
    "55P03, true", // a migration holds the table
    "55000, false",
    "22003, false",
    "23505, false"
  })
  void areToldApartByTheStateOfTheFailure(String state, boolean outage) {
    var failure = new UncategorizedSQLException("insert", null, new SQLException("not now", state));

    assertThat(Outages.isOutage(failure)).isEqualTo(outage);
  }
}
