package dev.parley.local.launch;

import java.util.List;

/** JVM options of a service on a small machine; measured, see docs/decisions/0003. */
final class Jvm {
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=96m",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Duser.timezone=UTC");

  private Jvm() {}

  static String heap(Service service) {
    return switch (service) {
      case DISCOVERY -> "-Xmx128m";
      case METRICS -> "-Xmx192m";
      case CHAT, SEARCH, REALTIME, GATEWAY -> "-Xmx256m";
    };
  }
}
