package dev.parley.local.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Waits until a request to the gateway can reach every service, not only until each is ready for
 * itself.
 */
record Routing(State state, int gateway, int discovery, String password) {

  void await(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    List<Service> missing = missing();
    while (!missing.isEmpty() || !gatewayReaches()) {
      if (System.nanoTime() > deadline) {
        throw new LaunchException(
            missing.isEmpty()
                ? "The gateway does not reach all services, see its log."
                : "Not registered in discovery: " + missing);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      missing = missing();
    }
  }

  private List<Service> missing() {
    try {
      String apps = Http.get(discovery, "/eureka/apps", "parley", password).body();
      return Arrays.stream(Service.values())
          .filter(
              service ->
                  service != Service.DISCOVERY && instancesUp(apps, service) < wanted(service))
          .toList();
    } catch (IOException e) {
      return List.of(Service.values());
    }
  }

  private long wanted(Service service) {
    return state.alive(service.id()).size();
  }

  static long instancesUp(String apps, Service service) {
    String name = Pattern.quote(service.id().toUpperCase(Locale.ROOT));
    return Pattern.compile("\"app\"\\s*:\\s*\"" + name + "\"[^{}]*\"status\"\\s*:\\s*\"UP\"")
        .matcher(apps)
        .results()
        .count();
  }

  /**
   * The gateway's own view, of each instance; chat-service's keys are the one thing it serves to
   * everybody from behind it.
   */
  private boolean gatewayReaches() {
    try {
      String health = Http.get(gateway, "/api/health").body();
      return Http.get(gateway, "/.well-known/jwks.json").status() == 200
          && Arrays.stream(Service.values())
              .filter(Service::hasSchema)
              .allMatch(service -> serving(health, service) >= wanted(service));
    } catch (IOException e) {
      return false;
    }
  }

  /** Of a service, as {@code /api/health} tells of it. */
  static long serving(String health, Service service) {
    String check = "\"%s\":\\{\"status\":\"\\w+\",\"instances\":(\\d+)".formatted(service.schema());
    return Pattern.compile(check)
        .matcher(health)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
