package dev.parley.chat;

import dev.parley.chat.ChatClients.Person;
import dev.parley.testing.Api;
import dev.parley.testing.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * A second instance of the service, on the same database, Redis and Kafka: one for all tests, ended
 * with the JVM, or one of its own for a test that ends it.
 */
public final class OtherInstance implements AutoCloseable {

  private static @Nullable OtherInstance shared;

  private final ConfigurableApplicationContext context;

  private OtherInstance(Environment first, String... more) {
    List<String> settings = new ArrayList<>();
    for (String name :
        List.of(
            "POSTGRES_URL",
            "POSTGRES_USER",
            "POSTGRES_PASSWORD",
            "REDIS_URL",
            "KAFKA_BOOTSTRAP_SERVERS",
            "PARLEY_SECRET",
            "PARLEY_OPS_SECRET",
            "PARLEY_ADMIN_PASSWORD",
            "PARLEY_JWKS_URL",
            "DISCOVERY_PASSWORD",
            "parley.files.dir",
            "parley.posting.deadline",
            "eureka.client.enabled")) {
      settings.add("--" + name + "=" + Objects.requireNonNull(first.getProperty(name), name));
    }
    TestSettings.patience().forEach((name, value) -> settings.add("--" + name + "=" + value));
    settings.add("--server.port=0");
    settings.add("--spring.main.register-shutdown-hook=false");
    for (String own : more) {
      settings.removeIf(each -> each.startsWith(own.substring(0, own.indexOf('=') + 1)));
      settings.add(own);
    }
    context =
        new SpringApplicationBuilder(ChatApplication.class, KnownSigningKey.class)
            .run(settings.toArray(String[]::new));
  }

  public static synchronized OtherInstance of(Environment first) {
    if (shared == null) {
      shared = new OtherInstance(first);
      Runtime.getRuntime().addShutdownHook(new Thread(shared.context::close, "end-other"));
    }
    return shared;
  }

  /**
   * @param settings as on a command line: {@code --name=value}
   */
  public static OtherInstance ofItsOwn(Environment first, String... settings) {
    return new OtherInstance(first, settings);
  }

  /** As SIGTERM ends it. */
  @Override
  public void close() {
    context.close();
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  /** Somebody who is signed in at the first one. */
  public Api as(Person person) {
    int port =
        Objects.requireNonNull(
            context.getEnvironment().getProperty("local.server.port", Integer.class));
    return Api.atPort(port).as(person.signedIn().accessToken());
  }
}
