package dev.parley.search.language;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times as people give them: {@code 2026-01-31}, which is its beginning in UTC, or to the second.
 */
public final class Times {
  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private Times() {}

  public static Optional<Instant> parse(String value) {
    try {
      Instant time =
          value.length() == 10
              ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(value).toInstant();
      return Optional.of(time).filter(t -> !t.isBefore(YEAR_0) && t.isBefore(YEAR_10000));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
