package dev.parley.realtime;

import dev.parley.testing.Patience;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import dev.parley.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One running instance of the service, on a port of its own. */
final class RealtimeInstance implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;

  private RealtimeInstance(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RealtimeInstance start(Installation installation, String... more) {
    return start(installation.settings(), more).ready();
  }

  static RealtimeInstance start(Map<String, Object> settings, String... more) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    for (String setting : more) {
      String[] parts = setting.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    String[] arguments =
        all.entrySet().stream()
            .map(e -> "--" + e.getKey() + "=" + e.getValue())
            .toArray(String[]::new);
    return new RealtimeInstance(
        new SpringApplicationBuilder(RealtimeApplication.class).run(arguments));
  }

  RealtimeInstance ready() {
    Patience.await().until(() -> get("/readyz").statusCode() == 200);
    return this;
  }

  int port() {
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  URI ws() {
    return URI.create("ws://127.0.0.1:" + port() + "/ws");
  }

  URI events() {
    return URI.create("http://127.0.0.1:" + port() + "/api/v1/events");
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  double metric(String name, String... tags) {
    var search =
        context.getBean(io.micrometer.core.instrument.MeterRegistry.class).find(name).tags(tags);
    var counter = search.counter();
    var gauge = search.gauge();
    return counter != null ? counter.count() : gauge != null ? gauge.value() : 0;
  }

  @Override
  public void close() {
    context.close();
  }

  static Map<String, Object> common(TestDatabase database, String bootstrapServers) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.port", 0);
    settings.put("server.address", "127.0.0.1");
    settings.put("eureka.client.enabled", false);
    settings.put("DISCOVERY_PASSWORD", "a-discovery-password-for-tests");
    settings.put("POSTGRES_URL", database.url());
    settings.put("POSTGRES_USER", database.user());
    settings.put("POSTGRES_PASSWORD", database.password());
    settings.put("REDIS_URL", TestServers.redis().url());
    settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    settings.put("parley.security.jwks-url", TestTokens.jwksUrl());
    settings.put("parley.security.clock-skew", "0s");
    settings.put("parley.security.token-url", Issuer.url());
    return settings;
  }

  static TestDatabase database() {
    return TestServers.freshDatabase("realtime");
  }
}
