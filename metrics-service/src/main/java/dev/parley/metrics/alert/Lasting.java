package dev.parley.metrics.alert;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as people write them into rules: {@code 30s}, {@code 5m}, {@code 1h}. */
final class Lasting {

  static final String FORM = "^[0-9]{1,5}(s|m|h)$";
  private static final Pattern PATTERN = Pattern.compile(FORM);

  private Lasting() {}

  static Duration parse(String text) {
    if (!PATTERN.matcher(text).matches()) {
      throw new IllegalArgumentException("no duration: " + text);
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  static String write(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds > 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
