package dev.parley.gateway.balancing;

import java.net.URI;
import java.util.Map;

/**
 * How the requests of one route find an instance, from its metadata.
 *
 * @param balance {@code balance: round-robin | least-loaded}
 * @param knowsRepetitions {@code idempotency-key: true}: the service does a write with such a key
 *     once only, however often it comes
 */
record Routing(Service service, Balance balance, boolean knowsRepetitions) {

  static Routing of(Service service, Map<String, Object> metadata) {
    Object balance = metadata.getOrDefault("balance", "round-robin");
    return new Routing(
        service,
        switch (balance.toString()) {
          case "round-robin" -> Balance.ROUND_ROBIN;
          case "least-loaded" -> Balance.LEAST_LOADED;
          default -> throw new IllegalArgumentException("balance: " + balance + " is not known");
        },
        Boolean.parseBoolean(String.valueOf(metadata.get("idempotency-key"))));
  }

  /** Of {@code lb://name} and {@code lb:ws://name}. */
  static String serviceName(URI uri) {
    String text = uri.toString();
    return text.substring(text.indexOf("//") + 2);
  }
}
