package dev.parley.local.launch;

import java.util.ArrayList;
import java.util.List;

/** JVM options of a service on a small machine; measured, see docs/decisions/0003. */
public final class Jvm {
  private static final List<String> ALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=96m",
          "-XX:TrimNativeHeapInterval=10000",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Duser.timezone=UTC");

  private Jvm() {}

  /**
   * @param service its name
   */
  public static List<String> options(String service) {
    return Service.byId(service).map(Jvm::options).orElseThrow();
  }

  static List<String> options(Service service) {
    List<String> options = new ArrayList<>(ALL);
    options.addAll(heap(service));
    return options;
  }

  private static List<String> heap(Service service) {
    return switch (service) {
      case DISCOVERY -> List.of("-Xmx128m");
      case METRICS -> List.of("-Xmx192m");
      // idle connections are all that lives long, and what is delivered is garbage at once
      case REALTIME ->
          List.of("-Xmx256m", "-Xmn16m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");
      case CHAT, SEARCH, GATEWAY -> List.of("-Xmx256m");
    };
  }
}
