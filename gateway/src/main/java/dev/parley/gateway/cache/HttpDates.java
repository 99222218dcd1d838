package dev.parley.gateway.cache;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times in headers. */
final class HttpDates {

  static final long NONE = Long.MIN_VALUE;

  private HttpDates() {}

  /** In milliseconds since 1970; what is no date is none. */
  static long read(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    try {
      return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeException _) {
      return NONE;
    }
  }
}
