package dev.parley.bench.service;

import dev.parley.local.process.Ports;
import dev.parley.local.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The gateway as it is packaged, with everything on, before services that are somewhere. */
public final class OurGateway {

  private OurGateway() {}

  /**
   * @param services addresses by name
   * @param keys where tokens' keys are published
   */
  public static BootService start(
      RedisServer redis, Map<String, String> services, String keys, Path log) throws IOException {
    return start(List.of(), redis, services, keys, Map.of(), log);
  }

  /**
   * @param launcher what its command line is put behind, as {@code taskset}
   * @param more of its environment
   */
  public static BootService start(
      List<String> launcher,
      RedisServer redis,
      Map<String, String> services,
      String keys,
      Map<String, String> more,
      Path log)
      throws IOException {
    var environment = new HashMap<>(more);
    String instances =
        services.entrySet().stream()
            .map(
                service ->
                    "\"spring.cloud.discovery.client.simple.instances.%s[0].uri\":\"%s\""
                        .formatted(service.getKey(), service.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    environment.putAll(
        Map.of(
            "REDIS_URL", redis.url(),
            "EUREKA_CLIENT_ENABLED", "false",
            "SPRING_APPLICATION_JSON", instances,
            "PARLEY_JWKS_URL", keys,
            "DISCOVERY_PASSWORD", "a-secret-of-the-benchmark",
            "RATE_LIMIT_DEFAULT", "100000",
            "RATE_LIMIT_SEARCH", "100000",
            "LOG_LEVEL", "warn"));
    return BootService.start(launcher, "gateway", Ports.free(), "512m", environment, log);
  }
}
