package dev.parley.local.launch;

import java.util.Arrays;
import java.util.Optional;

/** The three servers that are not ours. */
enum ServerKind {
  POSTGRES("postgres", "PostgreSQL", 15432),
  REDIS("redis", "Redis", 16379),
  KAFKA("kafka", "Kafka", 19092);

  private final String id;
  private final String title;
  private final int preferredPort;

  ServerKind(String id, String title, int preferredPort) {
    this.id = id;
    this.title = title;
    this.preferredPort = preferredPort;
  }

  static Optional<ServerKind> byId(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  int preferredPort() {
    return preferredPort;
  }
}
