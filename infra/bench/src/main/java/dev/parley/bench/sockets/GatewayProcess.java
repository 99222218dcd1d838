package dev.parley.bench.sockets;

import dev.parley.local.process.Ports;
import dev.parley.local.server.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gateway before one realtime-service, with the JVM options of its image. */
final class GatewayProcess implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final RedisServer redis = RedisServer.startTemporary();
  private final Path log;
  private final Process process;
  private final int port = Ports.free();

  GatewayProcess(int realtimePort) throws IOException {
    log = Files.createTempFile("gateway", ".log");
    Path root = Path.of("").toAbsolutePath();
    var builder =
        new ProcessBuilder(
            tool("java"),
            "@" + root.resolve("infra/docker/jvm.options"),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Dspring.cloud.discovery.client.simple.instances.realtime-service[0].uri="
                + "http://127.0.0.1:"
                + realtimePort,
            "-jar",
            root.resolve("gateway/target/gateway-0.1.0-SNAPSHOT.jar").toString());
    var environment = builder.environment();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("REDIS_URL", redis.url());
    environment.put("DISCOVERY_PASSWORD", "of-the-benchmark-only");
    environment.put("EUREKA_CLIENT_ENABLED", "false");
    environment.put("RATE_LIMIT_ENABLED", "false");
    environment.put("PARLEY_JWKS_URL", "http://127.0.0.1:1/jwks.json");
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    awaitReady();
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private void awaitReady() throws IOException {
    long giveUpAt = System.nanoTime() + START_WITHIN.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > giveUpAt) {
        throw new IllegalStateException("the gateway did not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private boolean isReady() {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  int port() {
    return port;
  }

  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** Of the heap, after everything unused has been collected. */
  long heapBytes() throws IOException {
    jcmd("GC.run");
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long sum = 0;
    // young and old generation; metaspace comes after them
    for (int i = 0; i < 2 && used.find(); i++) {
      sum += Long.parseLong(used.group(1)) * 1024;
    }
    return sum;
  }

  long residentBytes() throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    Matcher resident = RESIDENT.matcher(status);
    return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
  }

  private String jcmd(String command) throws IOException {
    var jcmd =
        new ProcessBuilder(List.of(tool("jcmd"), Long.toString(process.pid()), command))
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    redis.close();
    Files.delete(log);
  }
}
