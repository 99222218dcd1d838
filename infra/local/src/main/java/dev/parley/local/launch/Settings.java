package dev.parley.local.launch;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user decides.
 *
 * @param gatewayPort 0 takes a free one
 * @param instances how many of each service, where not one
 * @param jars of services that are not taken from the checkout, such as an earlier version
 * @param passedOn variables for the services, checked by {@link Environment} for whom they are
 * @param training make AOT caches in the background
 */
record Settings(
    Path root,
    Path home,
    int gatewayPort,
    Map<Service, Integer> instances,
    Map<Service, Path> jars,
    Map<String, String> passedOn,
    boolean training) {

  private static final Set<String> PASSED_ON_PREFIXES =
      Set.of(
          "OTEL_",
          "LOGGING_LEVEL_",
          "LOG_LEVEL",
          "LOG_FORMAT",
          "RATE_LIMIT_",
          "PARLEY_GATEWAY_LIMITS_",
          "SENTRY_",
          "ALERT_WEBHOOK_",
          "DB_",
          "SLOW_",
          "CACHE_",
          "ENABLE_",
          "COMPRESSION_",
          "UPLOAD",
          "PARLEY_FILES_",
          "PARLEY_CDN_",
          "S3_",
          "SEARCH_");

  private static final Set<String> PASSED_ON =
      Set.of(
          "PARLEY_ALLOWED_ORIGINS",
          "PARLEY_PUBLIC_URL",
          "PARLEY_TRUSTED_PROXIES",
          "MAX_REQUEST_BODY",
          "MAX_IMPORT_BODY",
          "LOAD_SHEDDING",
          "PARLEY_IMPORT_SOURCES",
          "MAX_UPLOAD_BODY",
          "MAX_SOCKETS_PER_ADDRESS",
          "SOCKET_JOINS_PER_SECOND",
          "SQLALCHEMY_ECHO",
          "TRACES_URL",
          "SPRING_PROFILES_ACTIVE");

  static Settings from(Map<String, String> environment, Path root) {
    return new Settings(
        root,
        Path.of(value(environment, "PARLEY_HOME", root.resolve(".parley").toString())),
        port(value(environment, "PARLEY_PORT", "8080")),
        instances(value(environment, "PARLEY_SCALE", "")),
        jars(value(environment, "PARLEY_JARS", "")),
        passedOn(environment),
        !value(environment, "PARLEY_AOT", "on").equals("off"));
  }

  int instancesOf(Service service) {
    return instances.getOrDefault(service, 1);
  }

  /** As in {@code chat-service=2,realtime-service=2}. */
  static Map<Service, Integer> instances(String text) {
    Map<Service, Integer> instances = new EnumMap<>(Service.class);
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      Service service =
          Service.byId(pair[0]).filter(Service::scales).orElseThrow(() -> noScaling(pair[0]));
      instances.put(service, number(pair.length == 2 ? pair[1] : "", part));
    }
    return instances;
  }

  Path jar(Service service) {
    return jars.getOrDefault(service, service.jar(root));
  }

  /** As in {@code search-service=/builds/search-service-1.2.jar}. */
  static Map<Service, Path> jars(String text) {
    Map<Service, Path> jars = new EnumMap<>(Service.class);
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      Service service =
          Service.byId(pair[0])
              .filter(_ -> pair.length == 2)
              .orElseThrow(
                  () ->
                      new LaunchException(
                          "PARLEY_JARS names services, as in search-service=/a.jar; not: " + part));
      jars.put(service, Path.of(pair[1]));
    }
    return jars;
  }

  private static LaunchException noScaling(String name) {
    String why =
        Service.byId(name)
            .map(service -> name + " runs once here: " + service.whyOnce())
            .orElse("No service is called '" + name + "'.");
    return new LaunchException(why + " These can be scaled: " + Service.namesOfScaling());
  }

  private static int number(String text, String part) {
    if (!text.matches("[1-9]")) {
      throw new LaunchException("Say how many, 1 to 9, as in chat-service=2; not: " + part);
    }
    return Integer.parseInt(text);
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new LaunchException("PARLEY_PORT is not a port: " + text);
    }
    return Integer.parseInt(text);
  }

  private static Map<String, String> passedOn(Map<String, String> environment) {
    Map<String, String> passedOn = new TreeMap<>();
    Map<String, String> all = new LinkedHashMap<>(environment);
    Set<String> more = Set.of(value(environment, "PARLEY_PASS_ENV", "").split(","));
    all.forEach(
        (name, value) -> {
          if (PASSED_ON.contains(name)
              || more.contains(name)
              || PASSED_ON_PREFIXES.stream().anyMatch(name::startsWith)) {
            passedOn.put(name, value);
          }
        });
    return passedOn;
  }

  private static String value(Map<String, String> environment, String name, String otherwise) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
