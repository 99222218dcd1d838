package dev.parley.platform.defaults;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Stops a service that lacks a setting before anything else fails because of it. A service lists
 * names under {@code parley.required} and, of these, the secrets under {@code parley.secrets}.
 */
public final class RequiredSettings
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final int SHORTEST_SECRET = 16;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    List<String> complaints = new ArrayList<>();
    for (String name : list(environment, "parley.required")) {
      if (environment.getProperty(name, "").isBlank()) {
        complaints.add(name + " is not set");
      }
    }
    if (environment.acceptsProfiles(Profiles.of("production"))) {
      for (String name : list(environment, "parley.secrets")) {
        complaints.addAll(weakness(name, environment.getProperty(name, "")));
      }
    }
    if (!complaints.isEmpty()) {
      throw new MissingSettingsException(
          environment.getProperty("spring.application.name", "This service"), complaints);
    }
  }

  private static List<String> weakness(String name, String secret) {
    if (secret.isEmpty()) {
      return List.of();
    }
    if (secret.toUpperCase(java.util.Locale.ROOT).contains("CHANGEME")) {
      return List.of(name + " still has its example value");
    }
    return secret.length() < SHORTEST_SECRET
        ? List.of(name + " is shorter than " + SHORTEST_SECRET + " characters")
        : List.of();
  }

  private static List<String> list(Environment environment, String name) {
    return Binder.get(environment).bind(name, Bindable.listOf(String.class)).orElse(List.of());
  }
}
