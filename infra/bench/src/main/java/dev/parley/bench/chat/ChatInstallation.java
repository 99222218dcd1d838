package dev.parley.bench.chat;

import dev.parley.local.process.Ports;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL (fsync on), Kafka, Redis, and the packaged chat-service as a process of its own, with
 * the JVM options of its image. Without the gateway: what is measured is the service.
 */
public final class ChatInstallation implements AutoCloseable {

  private static final String SECRET = "a-secret-of-the-benchmark-and-nothing-else";
  private static final Duration START_WITHIN = Duration.ofMinutes(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path folder;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final int port = Ports.free();
  private @Nullable Process process;

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
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("@" + root().resolve("infra/docker/jvm.options"));
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-jar"));
    line.add(root().resolve("chat-service/target/chat-service-0.1.0-SNAPSHOT.jar").toString());
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve("chat-service.log").toFile()));
    builder.environment().putAll(environment());
    builder.environment().putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady(process);
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("SERVER_PORT", Integer.toString(port)),
        Map.entry("SERVER_ADDRESS", "127.0.0.1"),
        Map.entry("POSTGRES_URL", postgres.jdbcUrl()),
        Map.entry("POSTGRES_PASSWORD", SECRET),
        Map.entry("REDIS_URL", redis.url()),
        Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
        Map.entry("PARLEY_SECRET", SECRET),
        Map.entry("PARLEY_OPS_SECRET", SECRET),
        Map.entry("PARLEY_ADMIN_PASSWORD", SECRET),
        Map.entry("DISCOVERY_PASSWORD", SECRET),
        Map.entry("EUREKA_CLIENT_ENABLED", "false"),
        Map.entry("PARLEY_JWKS_URL", url("/.well-known/jwks.json").toString()),
        Map.entry("LOG_LEVEL", "warn"));
  }

  private void awaitReady(Process started) {
    long giveUpAt = System.nanoTime() + START_WITHIN.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(url("/readyz")).timeout(Duration.ofSeconds(2)).build();
    while (!isOk(request)) {
      if (!started.isAlive() || System.nanoTime() - giveUpAt > 0) {
        throw new IllegalStateException("chat-service did not start:\n" + lastWords());
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** The folder goes when this ends. */
  private String lastWords() {
    try (Stream<String> lines = Files.lines(folder.resolve("chat-service.log"))) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOk(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -9}. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
      process = null;
    }
  }

  /** Ends as an operator ends it. */
  public void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.onExit().join();
      process = null;
    }
  }

  /** What the service has logged so far. */
  public List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("chat-service.log"));
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

  public String databasePassword() {
    return SECRET;
  }

  /** CPU seconds used so far, by part. */
  public Cpu cpu() {
    Process running = process;
    return new Cpu(
        running == null ? 0 : Cpu.of(running.toHandle()),
        ProcessHandle.of(postgres.pid()).map(Cpu::ofAll).orElse(0.0),
        ProcessHandle.of(kafka.pid()).map(Cpu::of).orElse(0.0),
        Cpu.of(ProcessHandle.current()));
  }

  private static Path root() {
    return Path.of("").toAbsolutePath();
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
