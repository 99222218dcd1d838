package dev.parley.gateway;

import dev.parley.testing.TestSettings;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

/** A whole gateway beside that of a test: same Redis, same services, same limits. */
record AnotherGateway(ConfigurableApplicationContext context) implements AutoCloseable {

  /**
   * @param more settings of its own, as {@code NAME=value}
   */
  static AnotherGateway like(Environment first, String... more) {
    Stream<String> shared =
        Stream.of(
                "REDIS_URL",
                "PARLEY_JWKS_URL",
                "DISCOVERY_PASSWORD",
                "RATE_LIMIT_ADDRESS",
                "eureka.client.enabled")
            .filter(first::containsProperty)
            .map(name -> "%s=%s".formatted(name, first.getRequiredProperty(name)));
    Stream<String> patience =
        TestSettings.patience().entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue());
    String[] settings =
        Stream.of(patience, shared, Stream.of(more))
            .flatMap(each -> each)
            .map(it -> "--" + it)
            .toArray(String[]::new);
    return new AnotherGateway(
        new SpringApplicationBuilder(GatewayApplication.class)
            .properties("server.port=0")
            .initializers(new Upstreams(), AnotherGateway::ownLoops)
            .run(settings));
  }

  /** Its end must not be that of the other gateway in this JVM. */
  private static void ownLoops(ConfigurableApplicationContext context) {
    ((GenericApplicationContext) context)
        .registerBean(
            ReactorResourceFactory.class,
            () -> {
              var resources = new ReactorResourceFactory();
              resources.setUseGlobalResources(false);
              return resources;
            });
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
