package dev.parley.platform.defaults;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * What all services have in common, at the lowest priority: a service's application.yml and the
 * environment win. Also turns what operators give into what the libraries want.
 */
public final class PlatformDefaults implements EnvironmentPostProcessor, Ordered {

  /** The part of all traces that is kept where nobody says otherwise. */
  public static final String TRACES_KEPT = "0.1";

  private static final String FILE = "parley-defaults.yml";

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 10;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Carriers.provide();
    var sources = environment.getPropertySources();
    sources.addLast(new MapPropertySource("parley-environment", fromEnvironment(environment)));
    String port = environment.getProperty("METRICS_PORT", "");
    // elsewhere the door does not guard a second port
    if (!port.isBlank() && application.getWebApplicationType() == WebApplicationType.SERVLET) {
      sources.addLast(
          new MapPropertySource("parley-metrics-port", Map.of("management.server.port", port)));
    }
    try {
      new YamlPropertySourceLoader()
          .load(FILE, new ClassPathResource(FILE))
          .forEach(sources::addLast);
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " is not on the class path", e);
    }
  }

  private static Map<String, Object> fromEnvironment(ConfigurableEnvironment environment) {
    var settings = new LinkedHashMap<String, Object>();
    String format = environment.getProperty("LOG_FORMAT", "");
    if (!format.isBlank()) {
      settings.put("logging.structured.format.console", format);
    }
    String collector = environment.getProperty("OTEL_EXPORTER_OTLP_ENDPOINT");
    if (collector != null && !collector.isBlank()) {
      settings.put("management.otlp.tracing.endpoint", strip(collector) + "/v1/traces");
      settings.put(
          "management.tracing.sampling.probability",
          environment.getProperty("OTEL_TRACES_SAMPLER_ARG", TRACES_KEPT));
    }
    settings.putAll(PoolSettings.of(environment));
    String postgres =
        environment.getProperty("POSTGRES_URL", environment.getProperty("DATABASE_URL", ""));
    if (postgres.startsWith("jdbc:")) {
      settings.put("spring.datasource.url", postgres);
    } else if (!postgres.isBlank()) {
      settings.putAll(datasource(URI.create(postgres)));
    }
    String discovery = environment.getProperty("DISCOVERY_URL", "http://127.0.0.1:8761/eureka");
    String password = environment.getProperty("DISCOVERY_PASSWORD");
    settings.put(
        "eureka.client.service-url.defaultZone",
        password == null
            ? discovery
            : withLogin(discovery, environment.getProperty("DISCOVERY_USER", "parley"), password));
    return settings;
  }

  /** {@code postgresql://user:password@host:port/database}, as other tools write it. */
  private static Map<String, Object> datasource(URI address) {
    var settings = new LinkedHashMap<String, Object>();
    int port = address.getPort() < 0 ? 5432 : address.getPort();
    String query = address.getRawQuery();
    settings.put(
        "spring.datasource.url",
        "jdbc:postgresql://%s:%d%s%s"
            .formatted(
                address.getHost(), port, address.getRawPath(), query == null ? "" : "?" + query));
    @Nullable String login = address.getUserInfo();
    if (login != null) {
      String[] parts = login.split(":", 2);
      settings.put("spring.datasource.username", parts[0]);
      if (parts.length == 2) {
        settings.put("spring.datasource.password", parts[1]);
      }
    }
    return settings;
  }

  private static String withLogin(String url, String user, String password) {
    return url.replaceFirst(
        "://", java.util.regex.Matcher.quoteReplacement("://" + user + ":" + password + "@"));
  }

  private static String strip(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
