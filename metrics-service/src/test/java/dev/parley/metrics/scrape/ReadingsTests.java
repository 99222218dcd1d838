package dev.parley.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingsTests {

  @Test
  void doesNotTakeWhatWasBehindWhenKafkaWasLastHeardOfForPresent() {
    String behind =
        """
        kafka_consumer_fetch_manager_records_lag{partition="0"} 7
        realtime_stream_lag 3
        parley_dependency_up{dependency="database"} 1
        parley_dependency_up{dependency="kafka"} %d
        """;
    Reading well = read(behind.formatted(1));
    Reading alone = read(behind.formatted(0));

    assertThat(well.get(Measure.CONSUMER_LAG)).isEqualTo(7);
    assertThat(well.get(Measure.STREAM_LAG)).isEqualTo(3);
    assertThat(alone.values()).doesNotContainKeys(Measure.CONSUMER_LAG, Measure.STREAM_LAG);
    assertThat(alone.get(Measure.KAFKA_UP)).isZero();
    assertThat(alone.get(Measure.DATABASE_UP)).isOne();
  }

  @Test
  void countsRequestsButNotTheProbes() {
    Reading reading =
        read(
            """
            http_request_duration_seconds_count{uri="/api/v1/me",status="200"} 90
            http_request_duration_seconds_count{uri="/api/v1/me",status="503"} 10
            http_request_duration_seconds_count{uri="/actuator/prometheus",status="200"} 1000
            http_request_duration_seconds_count{uri="/livez",status="200"} 1000
            http_request_duration_seconds_count{uri="/readyz",status="503"} 1000
            http_request_duration_seconds_bucket{uri="/api/v1/me",status="200",le="0.1"} 90
            http_request_duration_seconds_bucket{uri="/api/v1/me",status="503",le="0.1"} 10
            http_request_duration_seconds_bucket{uri="/api/v1/me",status="200",le="+Inf"} 90
            http_request_duration_seconds_bucket{uri="/api/v1/me",status="503",le="+Inf"} 10
            http_request_duration_seconds_bucket{uri="/readyz",status="503",le="+Inf"} 1000
            http_request_duration_seconds_bucket{uri="/api/v1/me",status="200",le="soon"} 90
            """);
    assertThat(reading.requests().count()).isEqualTo(100);
    assertThat(reading.requests().errors()).isEqualTo(10);
    assertThat(reading.requests().durations().quantile(0.5)).hasValue(0.05);
  }

  @Test
  void leavesWhatIsUnknownAbsent() {
    Reading reading =
        read(
            """
            process_cpu_usage NaN
            jvm_memory_max_bytes{area="heap",id="Eden"} -1
            jvm_memory_max_bytes{area="heap",id="Old"} 512
            jvm_memory_max_bytes{area="nonheap",id="Code"} 4096
            """);
    assertThat(reading.get(Measure.CPU_USAGE)).isNull();
    assertThat(reading.get(Measure.HEAP_MAX_BYTES)).isEqualTo(512);
    assertThat(reading.get(Measure.THREADS)).isNull();
  }

  @Test
  void addsTheLagOfPartitionsAndNotOfClients() {
    Reading reading =
        read(
            """
            kafka_consumer_fetch_manager_records_lag{partition="0"} 3
            kafka_consumer_fetch_manager_records_lag{partition="1"} 4
            kafka_consumer_fetch_manager_records_lag{client_id="c"} 100
            """);
    assertThat(reading.get(Measure.CONSUMER_LAG)).isEqualTo(7);
  }

  private static Reading read(String text) {
    return Readings.of(Exposition.parse(text), Instant.EPOCH);
  }
}
