package dev.parley.local.launch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The likely cause of a failure, read from the last lines of a log, and what to do. */
final class Diagnosis {
  private record Known(Pattern sign, String advice) {}

  private static final List<Known> KNOWN =
      List.of(
          known(
              "OutOfMemoryError|Cannot allocate memory|insufficient memory|not enough space",
              "Too little memory. Close something, or see what is free: ./run doctor"),
          known(
              "(?i)address already in use|port \\d+ (is|was) already in use|could not bind",
              "A port was taken while starting. Try again; ./run doctor names who holds which."),
          known(
              "password authentication failed|WRONGPASS|NOAUTH",
              "The data and .parley/secrets.env do not belong together. Bring the right file back, "
                  + "or empty the data: ./run reset"),
          known(
              "(?i)no space left on device",
              "The disk is full. ./run doctor shows how much is left."),
          known(
              "UnsupportedClassVersionError",
              "Built for a newer JDK than the one used. ./run doctor shows which one that is."),
          known(
              "(?i)database files are incompatible|initialized by PostgreSQL version",
              "The data is of another PostgreSQL version. Dump and restore it, or ./run reset"),
          known(
              "Migration checksum mismatch|FlywayValidateException|applied migration not resolved",
              "The data is of another version of Parley. Use that version, or empty it: ./run reset"),
          known(
              "(?i)cannot be run as root|unshare: .*(failed|permitted)",
              "PostgreSQL refuses root, and user namespaces are switched off here. Run as another user."),
          known(
              "(?i)permission denied",
              "Files in Parley's folder belong to another user. Was it started with sudo before?"));

  private Diagnosis() {}

  static Optional<String> of(List<String> lines) {
    String text = String.join("\n", lines);
    return KNOWN.stream()
        .filter(known -> known.sign.matcher(text).find())
        .map(Known::advice)
        .findFirst();
  }

  private static Known known(String sign, String advice) {
    return new Known(Pattern.compile(sign), advice);
  }
}
