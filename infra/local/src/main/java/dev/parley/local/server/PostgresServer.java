package dev.parley.local.server;

import dev.parley.local.process.Command;
import dev.parley.local.process.Folders;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ports;
import dev.parley.local.process.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server with one database, {@value #DATABASE}. Kept data is safe (fsync and
 * synchronous commit on); a temporary server has both off and is several times faster.
 */
public final class PostgresServer extends OneServer {
  public static final String DATABASE = "parley";
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final PostgresPrograms programs;
  private final boolean durable;
  private final PostgresAdmin admin;

  private PostgresServer(ServerOptions options, boolean durable) {
    super("postgres", options, START_WITHIN, STOP_WITHIN);
    this.durable = durable;
    programs = PostgresPrograms.find();
    admin = new PostgresAdmin(Ports.orFree(options.port()), options.password());
    createCluster();
    launch();
    admin.createDatabase();
  }

  /** Durable where the data is kept, fast where it is not. */
  public static PostgresServer start(ServerOptions options) {
    return new PostgresServer(options, options.data() != null);
  }

  /** Fast whether kept or not: for tests that stop and start it. */
  public static PostgresServer startFast(ServerOptions options) {
    return new PostgresServer(options, false);
  }

  public static PostgresServer startTemporary() {
    return start(ServerOptions.temporary());
  }

  @Override
  public int port() {
    return admin.port();
  }

  /** Without user or password. */
  public String jdbcUrl() {
    return admin.jdbcUrl(DATABASE);
  }

  @Override
  public String version() {
    return admin.version();
  }

  /** A connection as the superuser, for setting up and for looking behind the scenes in tests. */
  public Connection connectAsSuperuser() throws SQLException {
    return admin.connect(DATABASE);
  }

  /** A connection as a service's role. */
  public Connection connect(String user, String password) throws SQLException {
    return admin.connect(DATABASE, user, password);
  }

  /** A role and a schema of that name; the role reaches that schema only. May be repeated. */
  public void createService(String name, String password) {
    admin.createService(name, password);
  }

  private Path data() {
    return folder.path().resolve("data");
  }

  private void createCluster() {
    if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    }
    Path half = folder.path().resolve("data.new");
    Folders.delete(half);
    String password = options.password();
    if (password == null) {
      run("initdb", programs.initdb(half, "--auth=trust"));
    } else {
      Path file = folder.path().resolve("superuser");
      Folders.writePrivate(file, password);
      run("initdb", programs.initdb(half, "--auth=scram-sha-256", "--pwfile=" + file));
      Folders.delete(file);
    }
    if (!half.toFile().renameTo(data().toFile())) {
      throw new IllegalStateException("cannot rename " + half);
    }
  }

  @Override
  Command command() {
    return command(
        "postgres", programs.postgres(data(), settings()), options.detached(), options.onSpawn());
  }

  @Override
  void check() throws Exception {
    admin.check();
  }

  private List<String> settings() {
    String safe = durable ? "on" : "off";
    return List.of(
        "port=" + admin.port(),
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "shared_preload_libraries=pg_stat_statements",
        "fsync=" + safe,
        "synchronous_commit=" + safe,
        "full_page_writes=" + safe,
        "max_connections=200",
        "shared_buffers=64MB",
        "timezone=UTC",
        "log_timezone=UTC");
  }

  private void run(String name, List<String> line) {
    ManagedProcess once = ManagedProcess.start(command(name, line, false, process -> {}));
    @Nullable Integer status = once.exitStatus(START_WITHIN);
    if (status == null || status != 0) {
      once.kill();
      throw once.failed("failed with status " + status);
    }
  }

  private Command command(
      String name, List<String> line, boolean detached, Consumer<ManagedProcess> onSpawn) {
    return new Command(
        name, line, Map.of(), folder.path(), folder.log(), StopSignal.INT, detached, onSpawn);
  }
}
