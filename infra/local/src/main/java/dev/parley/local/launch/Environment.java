package dev.parley.local.launch;

import dev.parley.local.launch.Service.Need;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The environment of a service: what it needs, and nothing it does not. */
record Environment(
    Secrets secrets,
    Map<String, String> passedOn,
    int postgres,
    int redis,
    int kafka,
    int discovery,
    int gateway,
    Home home) {

  /** Secrets among them: nobody else is given those. */
  private static final Set<String> FILES = Set.of("S3_", "PARLEY_FILES_", "PARLEY_CDN_");

  private static final Set<String> LIMITS = Set.of("RATE_LIMIT_", "PARLEY_GATEWAY_LIMITS_");

  Map<String, String> of(Service service, int port) {
    Map<String, String> env = new TreeMap<>();
    passedOn.forEach(
        (name, value) -> {
          if (concerns(service, name)) {
            env.put(name, value);
          }
        });
    env.put("SERVER_PORT", "" + port);
    env.put("SERVER_ADDRESS", "127.0.0.1");
    env.put("INSTANCE_HOST", "127.0.0.1");
    env.put("DISCOVERY_URL", "http://127.0.0.1:" + discovery + "/eureka");
    env.put("DISCOVERY_USER", "parley");
    secret(env, Secrets.DISCOVERY);
    if (service.needs(Need.POSTGRES)) {
      env.put("POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + postgres + "/parley");
      env.put("POSTGRES_USER", service.schema());
      env.put("POSTGRES_PASSWORD", secrets.get(Secrets.ofDatabase(service)));
    }
    if (service.needs(Need.REDIS)) {
      env.put("REDIS_URL", "redis://:" + secrets.get(Secrets.REDIS) + "@127.0.0.1:" + redis);
    }
    if (service.needs(Need.KAFKA)) {
      env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka);
    }
    if (service.needs(Need.PUBLIC_URL)) {
      env.putIfAbsent("PARLEY_PUBLIC_URL", "http://127.0.0.1:" + gateway);
    }
    if (service.needs(Need.SIGNING_SECRET)) {
      secret(env, Secrets.SIGNING);
    }
    if (service.needs(Need.ADMIN)) {
      secret(env, Secrets.ADMIN);
    }
    if (service.needs(Need.FILES)) {
      env.putIfAbsent("PARLEY_FILES_DIR", home.data("files").toString());
    }
    if (service.needs(Need.INDEX)) {
      env.putIfAbsent("SEARCH_FOLDER", home.data("search").toString());
    }
    if (service.needs(Need.OPS_SECRET)) {
      secret(env, Secrets.OPS);
    }
    return env;
  }

  private void secret(Map<String, String> env, String name) {
    env.put(name, secrets.get(name));
  }

  private static boolean concerns(Service service, String name) {
    return switch (name) {
      case "PARLEY_ALLOWED_ORIGINS" -> service.needs(Need.ORIGINS);
      case "PARLEY_PUBLIC_URL" -> service.needs(Need.PUBLIC_URL);
      case "PARLEY_TRUSTED_PROXIES" -> service.needs(Need.EDGE);
      case "PARLEY_CDN_URL" -> service.needs(Need.FILES) || service.needs(Need.EDGE);
      default ->
          (service.needs(Need.EDGE) || LIMITS.stream().noneMatch(name::startsWith))
              && (service.needs(Need.FILES) || FILES.stream().noneMatch(name::startsWith))
              && (service.needs(Need.INDEX) || !name.startsWith("SEARCH_"))
              && (!name.startsWith("DB_") || service.needs(Need.POSTGRES));
    };
  }
}
