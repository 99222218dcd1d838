package dev.parley.local.launch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a service is to the launcher: a process that listens where it is told and answers when
 * asked.
 */
public final class StandIn {
  private StandIn() {}

  public static void main(String[] args) throws IOException {
    if (System.getenv("LOG_LEVEL") != null && System.getenv("POSTGRES_USER") != null) {
      System.out.println("FATAL: password authentication failed for user");
      System.exit(3);
    }
    System.out.println("environment: " + System.getenv().keySet().stream().sorted().toList());
    int port = Integer.parseInt(System.getenv("SERVER_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    byte[] answer = registrations().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  /** As Eureka would tell of two instances of each. */
  private static String registrations() {
    return Stream.of(
            "CHAT-SERVICE", "SEARCH-SERVICE", "REALTIME-SERVICE", "METRICS-SERVICE", "GATEWAY")
        .flatMap(app -> IntStream.of(1, 2).mapToObj(_ -> app))
        .map(app -> "{\"app\":\"" + app + "\",\"ipAddr\":\"127.0.0.1\",\"status\":\"UP\"}")
        .collect(Collectors.joining(",", "[", health() + "]"));
  }

  /** As the gateway would tell of two instances of each. */
  private static String health() {
    return Stream.of("chat", "search", "realtime", "metrics")
        .map(name -> "{\"" + name + "\":{\"status\":\"ok\",\"instances\":2}}")
        .collect(Collectors.joining(",", ",", ""));
  }
}
