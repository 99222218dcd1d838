package dev.parley.bench.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The packaged jar of a module as a process of its own, with the JVM options of its image. */
public final class BootService implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofMinutes(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Process process;
  private final int port;
  private final Path log;

  private BootService(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Returns when it is ready.
   *
   * @param module the folder that was packaged
   * @param heap as in {@code 512m}
   * @param log is appended to
   */
  public static BootService start(
      String module, int port, String heap, Map<String, String> environment, Path log)
      throws IOException {
    return start(List.of(), module, port, heap, environment, log);
  }

  /**
   * Returns when it is ready.
   *
   * @param launcher what its command line is put behind, as {@code taskset}
   */
  public static BootService start(
      List<String> launcher,
      String module,
      int port,
      String heap,
      Map<String, String> environment,
      Path log)
      throws IOException {
    List<String> options =
        List.of(
            "@" + Path.of("infra/docker/jvm.options").toAbsolutePath(),
            "-XX:+UseSerialGC",
            "-Xmx" + heap);
    return start(launcher, options, module, port, environment, log);
  }

  /**
   * Returns when it is ready.
   *
   * @param options of the JVM
   */
  public static BootService start(
      List<String> launcher,
      List<String> options,
      String module,
      int port,
      Map<String, String> environment,
      Path log)
      throws IOException {
    List<String> line = new ArrayList<>(launcher);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    String name = Path.of(module).getFileName().toString();
    Path jar = Path.of(module, "target", name + "-0.1.0-SNAPSHOT.jar").toAbsolutePath();
    line.addAll(List.of("-jar", jar.toString()));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
    builder.environment().putAll(environment);
    var service = new BootService(builder.start(), port, log);
    service.awaitReady();
    return service;
  }

  private void awaitReady() throws IOException {
    long giveUpAt = System.nanoTime() + START_WITHIN.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(url("/readyz")).timeout(Duration.ofSeconds(2)).build();
    while (!isUp(request)) {
      if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
        process.destroyForcibly();
        throw new IllegalStateException("it did not start:\n" + lastWords());
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private String lastWords() throws IOException {
    List<String> all = log();
    return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
  }

  /** Who asks for a token here is up as well. */
  private static boolean isUp(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As an operator ends it. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public int port() {
    return port;
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** What it has logged so far, and those before it with the same log. */
  public List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  /** What the whole process holds in memory now; 0 where the system does not say. */
  public long residentBytes() throws IOException {
    return kilobytes("VmRSS:") * 1024;
  }

  /** The most memory that the whole process has had, in MB; 0 where the system does not say. */
  public long peakMegabytes() throws IOException {
    return kilobytes("VmHWM:") / 1024;
  }

  private long kilobytes(String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
