package dev.parley.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.TinyServer;
import dev.parley.testing.TinyServer.Behaviour;
import dev.parley.testing.TinyServer.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Real HTTP servers in place of the services. Each answers with its name, unless a test has said
 * how it behaves at a path. There is none for metrics-service.
 */
final class Upstreams implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Map<String, Behaviour> BEHAVIOURS = new ConcurrentHashMap<>();
  private static final Map<String, TinyServer> SERVERS =
      Map.of(
          "chat-service", serverOf("chat-service"),
          "search-service", serverOf("search-service"),
          "realtime-service", serverOf("realtime-service"));

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    SERVERS.forEach(
        (name, server) ->
            TestPropertyValues.of(
                    "spring.cloud.discovery.client.simple.instances.%s[0].uri=%s"
                        .formatted(name, server.url()))
                .applyTo(context));
  }

  private static TinyServer serverOf(String name) {
    return new TinyServer(
        exchange ->
            BEHAVIOURS
                .getOrDefault(exchange.getRequestURI().getPath(), each -> answerName(each, name))
                .answer(exchange));
  }

  private static void answerName(HttpExchange exchange, String name) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    TinyServer.answer(exchange, 200, "{\"service\":\"%s\"}".formatted(name));
  }

  /** From now on, at this path of any service. */
  static void at(String path, Behaviour behaviour) {
    BEHAVIOURS.put(path, behaviour);
  }

  static URI url(String service) {
    return Objects.requireNonNull(SERVERS.get(service)).url();
  }

  static List<Request> requests(String path) {
    return requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  static List<Request> requests() {
    return SERVERS.values().stream().flatMap(server -> server.requests().stream()).toList();
  }
}
