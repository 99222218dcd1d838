package dev.parley.bench.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.sun.net.httpserver.HttpServer;
import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Keys;
import dev.parley.bench.service.OurGateway;
import dev.parley.local.launch.Jvm;
import dev.parley.local.process.Ports;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL, Kafka, Redis, and the packaged realtime-service and gateway as they are deployed, on
 * the servers' core. Tokens are signed as chat-service signs them.
 */
final class Installation implements AutoCloseable {

  private static final String SECRET = "a-secret-of-the-benchmark-and-nothing-else";
  private static final String NAME = "realtime-service";
  private static final String HEAP = "256m";
  private static final int PARTITIONS = 12;

  private final Path folder;
  private final Map<String, String> settings;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final RedisServer redis = RedisServer.startTemporary();
  private final HttpServer keyServer;
  private final List<String> tokens = new ArrayList<>();
  private final int port = Ports.free();
  private BootService service;

  Installation(Path folder, int people) throws IOException, JOSEException {
    this(folder, people, Map.of());
  }

  /**
   * @param settings of realtime-service
   */
  Installation(Path folder, int people, Map<String, String> settings)
      throws IOException, JOSEException {
    this.folder = folder;
    this.settings = settings;
    postgres = PostgresServer.start(ServerOptions.keptIn(folder.resolve("postgres")));
    kafka = KafkaServer.start(ServerOptions.keptIn(folder.resolve("kafka")));
    postgres.createService("realtime", SECRET);
    var topics = List.of("chat.events", "chat.accounts", "chat.events.dlt", "chat.accounts.dlt");
    kafka.createTopics(topics, PARTITIONS);
    Keys keys = Keys.generate();
    for (int i = 0; i < people; i++) {
      tokens.add(keys.tokenOf(i, new JOSEObjectType("at+jwt")));
    }
    keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] published = keys.published().getBytes(UTF_8);
    keyServer.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, published.length);
          exchange.getResponseBody().write(published);
          exchange.close();
        });
    keyServer.start();
    service =
        BootService.start(
            Contender.SERVERS_CORE, NAME, port, HEAP, environment(), folder.resolve(NAME + ".log"));
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(settings);
    environment.putAll(
        Map.of(
            "POSTGRES_URL",
            postgres.jdbcUrl(),
            "POSTGRES_PASSWORD",
            SECRET,
            "REDIS_URL",
            redis.url(),
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "PARLEY_SECRET",
            SECRET,
            "DISCOVERY_PASSWORD",
            SECRET,
            "EUREKA_CLIENT_ENABLED",
            "false",
            "PARLEY_JWKS_URL",
            keysUrl(),
            "MAX_SOCKETS_PER_ADDRESS",
            "0",
            "LOG_LEVEL",
            "warn"));
    return environment;
  }

  /** Anew, with the JVM options that {@code ./run} gives it. */
  void restartSmall() throws IOException {
    service.close();
    service =
        BootService.start(
            Contender.SERVERS_CORE,
            Jvm.options(NAME),
            NAME,
            port,
            environment(),
            folder.resolve(NAME + ".log"));
  }

  int port() {
    return port;
  }

  List<ProcessHandle> processes() {
    return List.of(service.handle());
  }

  BootService service() {
    return service;
  }

  BootService startGateway() throws IOException {
    return startGateway(Map.of(), Map.of());
  }

  /**
   * @param others services besides realtime-service
   * @param more settings of the gateway
   */
  BootService startGateway(Map<String, String> others, Map<String, String> more)
      throws IOException {
    var services = new HashMap<>(others);
    services.put(NAME, "http://127.0.0.1:" + port);
    return OurGateway.start(
        Contender.SERVERS_CORE, redis, services, keysUrl(), more, folder.resolve("gateway.log"));
  }

  private String keysUrl() {
    return "http://127.0.0.1:" + keyServer.getAddress().getPort() + "/jwks.json";
  }

  /** Past the last person the first one opens another connection. */
  String token(int number) {
    return tokens.get(number % tokens.size());
  }

  int people() {
    return tokens.size();
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void close() {
    service.close();
    keyServer.stop(0);
    redis.close();
    kafka.close();
    postgres.close();
  }
}
