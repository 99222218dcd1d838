package dev.parley.metrics.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of that is taken down for history. */
class TakeDownIntegrationTests extends OverviewTest {

  @Autowired private JdbcClient jdbc;

  @Test
  void takesDownWhatIsKnownAndNothingElse() {
    overviewWithRates();
    Patience.await().until(() -> values("requests_per_second", "chat-service") > 0);
    assertThat(values("response_time", "all")).isPositive();
    assertThat(values("cpu_usage", "all")).isPositive();
    assertThat(values("requests_per_second", "search-service")).as("unknown").isZero();
    String curve =
        "/api/v1/performance/history?metric=response_time_p95&service=chat-service&step=5s";
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(admin.get(curve).json(200).path("points"))
                    .anySatisfy(
                        point -> assertThat(point.path(1).asDouble()).isBetween(0.85, 0.95)));
  }

  /** Five rounds fall into a stretch, and one of them is taken down: of all that happened. */
  @Test
  void leavesNothingOutBetweenTwoStretches() {
    Patience.upTo(Patience.BOUND.multipliedBy(3))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql(
                                """
                                SELECT sum(weight) > extract(epoch FROM max(at) - min(at)) - 2
                                  FROM (SELECT at, weight FROM sample_5s
                                         WHERE series = 'requests_per_second'
                                           AND service = 'gateway' ORDER BY at OFFSET 2) AS later
                                HAVING count(*) >= 2
                                """)
                            .query(Boolean.class)
                            .optional())
                    .contains(true));
  }

  private long values(String metric, String service) {
    return jdbc.sql("SELECT count(*) FROM sample_5s WHERE series = ? AND service = ?")
        .params(metric, service)
        .query(Long.class)
        .single();
  }
}
