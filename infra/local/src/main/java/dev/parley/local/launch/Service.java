package dev.parley.local.launch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The six services: where they listen if they may choose, and what each of them needs, and no more.
 */
enum Service {
  DISCOVERY("discovery", "", 8761, EnumSet.noneOf(Need.class)),
  CHAT(
      "chat-service",
      "chat",
      8081,
      EnumSet.of(
          Need.POSTGRES,
          Need.REDIS,
          Need.KAFKA,
          Need.SIGNING_SECRET,
          Need.ADMIN,
          Need.OPS_SECRET,
          Need.PUBLIC_URL,
          Need.FILES)),
  SEARCH(
      "search-service",
      "search",
      8082,
      EnumSet.of(Need.POSTGRES, Need.REDIS, Need.KAFKA, Need.SIGNING_SECRET, Need.INDEX)),
  REALTIME(
      "realtime-service",
      "realtime",
      8083,
      EnumSet.of(Need.POSTGRES, Need.REDIS, Need.KAFKA, Need.ORIGINS)),
  METRICS(
      "metrics-service",
      "metrics",
      8084,
      EnumSet.of(Need.POSTGRES, Need.KAFKA, Need.SIGNING_SECRET, Need.OPS_SECRET)),
  GATEWAY("gateway", "", 8080, EnumSet.of(Need.REDIS, Need.ORIGINS, Need.EDGE));

  /** What a service is given by its environment. */
  enum Need {
    POSTGRES,
    REDIS,
    KAFKA,
    SIGNING_SECRET,
    ADMIN,
    OPS_SECRET,
    PUBLIC_URL,
    ORIGINS,
    EDGE,
    FILES,
    INDEX
  }

  private final String id;
  private final String schema;
  private final int preferredPort;

  // never changed, and seen by nobody else
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Need> needs;

  Service(String id, String schema, int preferredPort, Set<Need> needs) {
    this.id = id;
    this.schema = schema;
    this.preferredPort = preferredPort;
    this.needs = needs;
  }

  static Optional<Service> byId(String id) {
    return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
  }

  /** All of them, as people say them. */
  static String names() {
    return Arrays.stream(values()).map(Service::id).collect(Collectors.joining(", "));
  }

  /** Those of which there may be several, likewise. */
  static String namesOfScaling() {
    return Arrays.stream(values())
        .filter(Service::scales)
        .map(Service::id)
        .collect(Collectors.joining(", "));
  }

  boolean scales() {
    return whyOnce().isEmpty();
  }

  /** Why there is one of it on this machine; empty where there may be more. */
  String whyOnce() {
    return switch (this) {
      case GATEWAY -> "it has the one port that clients know (PARLEY_PORT).";
      case DISCOVERY -> "it is the one address at which all others find each other.";
      case CHAT, SEARCH, REALTIME, METRICS -> "";
    };
  }

  String id() {
    return id;
  }

  String schema() {
    return schema;
  }

  boolean hasSchema() {
    return !schema.isEmpty();
  }

  int preferredPort() {
    return preferredPort;
  }

  boolean needs(Need need) {
    return needs.contains(need);
  }

  /** The first instance bears the service's name, the others a number. */
  String instance(int number) {
    return number == 1 ? id : id + "-" + number;
  }

  Path jar(Path root) {
    return root.resolve(id).resolve("target").resolve(id + "-0.1.0-SNAPSHOT.jar");
  }
}
