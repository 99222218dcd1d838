package dev.parley.bench.observing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Twelve instances, to whoever collects from them: each tells what a real one of its service told.
 */
final class Replay implements AutoCloseable {

  private static final Map<String, Integer> INSTANCES =
      Map.of(
          "gateway", 2,
          "chat-service", 4,
          "search-service", 2,
          "realtime-service", 3,
          "metrics-service", 1);

  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, String> registrations = new LinkedHashMap<>();
  private final byte[] keys;
  private final int bytes;

  private Replay(byte[] keys, int bytes) {
    this.keys = keys;
    this.bytes = bytes;
  }

  static Replay of(Map<String, String> expositions, String keys) throws IOException {
    int all =
        INSTANCES.entrySet().stream()
            .mapToInt(it -> it.getValue() * text(expositions, it.getKey()).length)
            .sum();
    var replay = new Replay(keys.getBytes(UTF_8), all);
    for (var service : INSTANCES.entrySet()) {
      for (int i = 0; i < service.getValue(); i++) {
        replay.add(service.getKey(), i, text(expositions, service.getKey()));
      }
    }
    return replay;
  }

  private static byte[] text(Map<String, String> expositions, String service) {
    return expositions.getOrDefault(service, "").getBytes(UTF_8);
  }

  private void add(String service, int number, byte[] text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] token = "{\"access_token\":\"a\",\"expires_in\":3600}".getBytes(UTF_8);
    server.createContext("/", exchange -> answer(exchange, "text/plain", text));
    server.createContext("/api/v1/auth/token", it -> answer(it, "application/json", token));
    server.createContext("/jwks", it -> answer(it, "application/json", keys));
    server.start();
    servers.add(server);
    String name = "spring.cloud.discovery.client.simple.instances." + service + "[" + number + "]";
    registrations.put(name + ".uri", "http://127.0.0.1:" + server.getAddress().getPort());
    registrations.put(name + ".instance-id", service + "-" + number);
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** As properties of Spring's simple discovery. */
  Map<String, String> registrations() {
    return registrations;
  }

  String jwksUrl() {
    return "http://127.0.0.1:" + servers.getFirst().getAddress().getPort() + "/jwks";
  }

  int count() {
    return servers.size();
  }

  /** Of all of them, once. */
  int bytes() {
    return bytes;
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }
}
