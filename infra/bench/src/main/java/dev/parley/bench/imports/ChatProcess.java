package dev.parley.bench.imports;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** chat-service as it is deployed, with a heap of a given size; it ends where that is too small. */
final class ChatProcess {

  static final String SCHEMA = "chat";
  static final String SECRET = "a-secret-for-benchmarks-of-32-characters";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private ChatProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ChatProcess start(
      String heap, Path log, PostgresServer postgres, RedisServer redis, KafkaServer kafka)
      throws IOException, InterruptedException {
    int port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            "chat-service/target/chat-service-0.1.0-SNAPSHOT.jar");
    builder
        .environment()
        .putAll(
            Map.of(
                "SERVER_PORT",
                "" + port,
                "SERVER_ADDRESS",
                "127.0.0.1",
                "POSTGRES_URL",
                postgres.jdbcUrl(),
                "POSTGRES_PASSWORD",
                SCHEMA,
                "REDIS_URL",
                redis.url(),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "PARLEY_JWKS_URL",
                "http://127.0.0.1:" + port + "/.well-known/jwks.json",
                "PARLEY_SECRET",
                SECRET,
                "EUREKA_CLIENT_ENABLED",
                "false"));
    builder
        .environment()
        .putAll(
            Map.of(
                "DISCOVERY_PASSWORD", SECRET,
                "PARLEY_OPS_SECRET", SECRET,
                "PARLEY_ADMIN_PASSWORD", SECRET));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var chat = new ChatProcess(builder.start(), port);
    chat.awaitReady();
    return chat;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        HttpRequest ask = HttpRequest.newBuilder(uri("/readyz")).build();
        if (client.send(ask, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
    throw new IllegalStateException("chat-service does not become ready; see its log");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpClient client() {
    return client;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The most memory that the whole process has had, in MB; 0 where the system does not say. */
  long peakMegabytes() throws IOException {
    Path status = Path.of("/proc", "" + process.pid(), "status");
    List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
