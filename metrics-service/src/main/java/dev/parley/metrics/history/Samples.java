package dev.parley.metrics.history;

import dev.parley.metrics.figures.Histogram;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** The tables of samples. */
@Repository
class Samples {

  /** A sample and when its stretch began. */
  record At(Instant at, Sample sample) {}

  private final JdbcOperations jdbc;

  Samples(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** What is there already stays: two who take each other for gone write nothing twice. */
  void write(Resolution resolution, Instant at, Collection<Sample> samples) {
    jdbc.batchUpdate(
        """
        INSERT INTO %s (at, series, service, sum, weight, bounds, counts)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """
            .formatted(resolution.table),
        samples,
        200,
        (statement, sample) -> {
          var connection = statement.getConnection();
          statement.setObject(1, at.atOffset(ZoneOffset.UTC));
          statement.setString(2, sample.series().stored());
          statement.setString(3, sample.service());
          statement.setDouble(4, sample.sum());
          statement.setDouble(5, sample.weight());
          statement.setArray(
              6, connection.createArrayOf("float8", boxed(sample.histogram().bounds())));
          statement.setArray(
              7, connection.createArrayOf("float8", boxed(sample.histogram().counts())));
        });
  }

  /** Oldest first. */
  List<At> read(Resolution resolution, Instant from, Instant to) {
    return jdbc.query(
        "SELECT * FROM %s WHERE at >= ? AND at < ? ORDER BY at".formatted(resolution.table),
        Samples::sample,
        from.atOffset(ZoneOffset.UTC),
        to.atOffset(ZoneOffset.UTC));
  }

  List<At> read(Resolution resolution, Series series, String service, Instant from, Instant to) {
    return jdbc.query(
        "SELECT * FROM %s WHERE series = ? AND service = ? AND at >= ? AND at < ? ORDER BY at"
            .formatted(resolution.table),
        Samples::sample,
        series.stored(),
        service,
        from.atOffset(ZoneOffset.UTC),
        to.atOffset(ZoneOffset.UTC));
  }

  Optional<Instant> newest(Resolution resolution) {
    return time("SELECT max(at) FROM %s".formatted(resolution.table));
  }

  Optional<Instant> firstSince(Resolution resolution, Instant from) {
    return time(
        "SELECT min(at) FROM %s WHERE at >= ?".formatted(resolution.table),
        from.atOffset(ZoneOffset.UTC));
  }

  private Optional<Instant> time(String sql, Object... arguments) {
    OffsetDateTime found = jdbc.queryForObject(sql, OffsetDateTime.class, arguments);
    return Optional.ofNullable(found).map(OffsetDateTime::toInstant);
  }

  private static At sample(ResultSet row, int number) throws SQLException {
    return new At(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Sample(
            Series.valueOf(row.getString("series").toUpperCase(Locale.ROOT)),
            row.getString("service"),
            row.getDouble("sum"),
            row.getDouble("weight"),
            Histogram.of(unboxed(row.getArray("bounds")), unboxed(row.getArray("counts")))));
  }

  private static Double[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }

  private static double[] unboxed(@Nullable Array values) throws SQLException {
    return values == null
        ? new double[0]
        : Arrays.stream((Double[]) values.getArray()).mapToDouble(Double::doubleValue).toArray();
  }
}
