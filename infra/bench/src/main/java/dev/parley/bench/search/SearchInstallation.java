package dev.parley.bench.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.sun.net.httpserver.HttpServer;
import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Keys;
import dev.parley.local.process.Ports;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL and the packaged search-service. The tables are written by hand; Kafka is there for
 * what is written while it runs.
 */
final class SearchInstallation implements AutoCloseable {
  private static final int PARTITIONS = 12;
  static final String SECRET = "a-secret-of-the-benchmark-and-nothing-else";

  private final Path folder;
  private final boolean kept;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final HttpServer keyServer;
  private final Keys keys;

  private SearchInstallation(Path folder, boolean kept) throws IOException, JOSEException {
    this.folder = folder;
    this.kept = kept;
    readThrough(folder);
    postgres = PostgresServer.start(ServerOptions.keptIn(folder.resolve("postgres")));
    postgres.createService("search", SECRET);
    kafka = KafkaServer.start(ServerOptions.temporary());
    kafka.createTopics(List.of("chat.events", "chat.events.dlt"), PARTITIONS);
    keys = Keys.generate();
    keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] published = keys.published().getBytes(UTF_8);
    keyServer.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
          }
        });
    keyServer.start();
  }

  /**
   * @param folder where it stays for the next time; empty: a temporary one
   */
  static SearchInstallation in(String folder) throws IOException, JOSEException {
    return folder.isEmpty()
        ? new SearchInstallation(Files.createTempDirectory("parley-bench"), false)
        : new SearchInstallation(Files.createDirectories(Path.of(folder).toAbsolutePath()), true);
  }

  /** Into memory: what a cold disk takes is not what is measured. */
  private static void readThrough(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, OutputStream.nullOutputStream());
      }
    }
  }

  String brokers() {
    return kafka.bootstrapServers();
  }

  PostgresServer postgres() {
    return postgres;
  }

  BootService start(String engine) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("SEARCH_ENGINE", engine);
    environment.put("SEARCH_FOLDER", index().toString());
    environment.put("POSTGRES_URL", postgres.jdbcUrl());
    environment.put("POSTGRES_PASSWORD", SECRET);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", brokers());
    environment.put("PARLEY_SECRET", SECRET);
    environment.put("DISCOVERY_PASSWORD", SECRET);
    environment.put("EUREKA_CLIENT_ENABLED", "false");
    environment.put(
        "PARLEY_JWKS_URL", "http://127.0.0.1:" + keyServer.getAddress().getPort() + "/");
    environment.put("PARLEY_CACHE_ENABLED", "false");
    environment.put("LOG_LEVEL", "warn");
    return BootService.start(
        "search-service", Ports.free(), "384m", environment, folder.resolve("search.log"));
  }

  Asker asker(BootService service) throws JOSEException {
    return new Asker(service.url("/"), keys.tokenOf(1, new JOSEObjectType("at+jwt")));
  }

  private Path index() {
    return folder.resolve("index");
  }

  /** So that it is filled anew. */
  void deleteIndex() throws IOException {
    FileSystemUtils.deleteRecursively(index());
  }

  long indexBytes() throws IOException {
    try (Stream<Path> files = Files.walk(index())) {
      return files.filter(Files::isRegularFile).mapToLong(SearchInstallation::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    keyServer.stop(0);
    kafka.close();
    postgres.close();
    if (kept) {
      return;
    }
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
