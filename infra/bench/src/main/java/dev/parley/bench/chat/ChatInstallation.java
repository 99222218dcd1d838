package dev.parley.bench.chat;

import dev.parley.bench.service.BootService;
import dev.parley.bench.service.OurGateway;
import dev.parley.local.process.Ports;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL (fsync on), Kafka, Redis, and the packaged chat-service as a process of its own, with
 * the JVM options of its image. Without the gateway: what is measured is the service.
 */
public final class ChatInstallation implements AutoCloseable {

  private static final String SECRET = "a-secret-of-the-benchmark-and-nothing-else";

  private final Path folder;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final int port = Ports.free();
  private @Nullable BootService service;

  private ChatInstallation(Path folder) {
    this.folder = folder;
    this.postgres = PostgresServer.start(ServerOptions.keptIn(folder.resolve("postgres")));
    this.kafka = KafkaServer.start(ServerOptions.keptIn(folder.resolve("kafka")));
    this.redis = RedisServer.startTemporary();
    postgres.createService("chat", SECRET);
  }

  public static ChatInstallation create() throws IOException {
    return new ChatInstallation(Files.createTempDirectory("parley-bench"));
  }

  public void start() {
    start(Map.of());
  }

  /**
   * @param settings of the service, which win
   */
  public void start(Map<String, String> settings) {
    start("512m", settings);
  }

  /**
   * @param heap as in {@code 512m}
   */
  public void start(String heap, Map<String, String> settings) {
    Map<String, String> all = environment();
    all.putAll(settings);
    try {
      service = BootService.start("chat-service", port, heap, all, log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Another service on the same PostgreSQL, Kafka and Redis.
   *
   * @param schema of its own
   */
  public BootService startBeside(String module, String schema, String heap) throws IOException {
    postgres.createService(schema, SECRET);
    return BootService.start(
        module, Ports.free(), heap, environment(), folder.resolve(module + ".log"));
  }

  /** A gateway before it and others. */
  public BootService startGateway(Map<String, String> others, Map<String, String> settings)
      throws IOException {
    Map<String, String> services = new HashMap<>(others);
    services.put("chat-service", url("").toString());
    return OurGateway.start(
        List.of(),
        redis,
        services,
        url("/.well-known/jwks.json").toString(),
        settings,
        folder.resolve("gateway.log"));
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>();
    all.put("POSTGRES_URL", postgres.jdbcUrl());
    all.put("POSTGRES_PASSWORD", SECRET);
    all.put("REDIS_URL", redis.url());
    all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    all.put("PARLEY_SECRET", SECRET);
    all.put("PARLEY_OPS_SECRET", SECRET);
    all.put("PARLEY_ADMIN_PASSWORD", SECRET);
    all.put("DISCOVERY_PASSWORD", SECRET);
    all.put("EUREKA_CLIENT_ENABLED", "false");
    all.put("PARLEY_JWKS_URL", url("/.well-known/jwks.json").toString());
    all.put("LOG_LEVEL", "warn");
    return all;
  }

  public BootService service() {
    return Objects.requireNonNull(service, "not started");
  }

  /** As {@code kill -9}. */
  public void kill() throws InterruptedException {
    BootService running = service;
    if (running != null) {
      running.kill();
      service = null;
    }
  }

  /** Ends as an operator ends it. */
  public void stop() {
    BootService running = service;
    if (running != null) {
      running.close();
      service = null;
    }
  }

  private Path log() {
    return folder.resolve("chat-service.log");
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public int port() {
    return port;
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public KafkaServer kafka() {
    return kafka;
  }

  public Connection database() throws SQLException {
    return postgres.connect("chat", SECRET);
  }

  public String adminPassword() {
    return SECRET;
  }

  public String databasePassword() {
    return SECRET;
  }

  /** CPU seconds used so far, by part. */
  public Cpu cpu() {
    BootService running = service;
    return new Cpu(
        running == null ? 0 : Cpu.of(running.handle()),
        ProcessHandle.of(postgres.pid()).map(Cpu::ofAll).orElse(0.0),
        ProcessHandle.of(kafka.pid()).map(Cpu::of).orElse(0.0),
        Cpu.of(ProcessHandle.current()));
  }

  @Override
  public void close() throws IOException {
    stop();
    redis.close();
    kafka.close();
    postgres.close();
    FileSystemUtils.deleteRecursively(folder);
  }
}
