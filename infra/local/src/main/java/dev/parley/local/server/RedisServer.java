package dev.parley.local.server;

import dev.parley.local.process.Command;
import dev.parley.local.process.Folders;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ports;
import dev.parley.local.process.Ready;
import dev.parley.local.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Redis server. Kept data goes to an append-only file; a temporary server writes nothing. */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final ServerFolder folder;
  private final ServerOptions options;
  private final int port;
  private ManagedProcess process;

  private RedisServer(ServerOptions options) {
    this.options = options;
    folder = ServerFolder.of(options, "redis");
    port = Ports.orFree(options.port());
    process = launch();
  }

  public static RedisServer start(ServerOptions options) {
    return new RedisServer(options);
  }

  public static RedisServer startTemporary() {
    return start(ServerOptions.temporary());
  }

  public int port() {
    return port;
  }

  /** With the password where there is one. */
  public String url() {
    String password = options.password();
    return "redis://" + (password == null ? "" : ":" + password + "@") + "127.0.0.1:" + port;
  }

  /** As in "6.2.6". */
  public String version() {
    return RedisBinary.version();
  }

  public long pid() {
    return process.pid();
  }

  public void stop() {
    process.stop(STOP_WITHIN);
  }

  public void kill() {
    process.kill();
  }

  /** On the same port, with the same data where it is kept. */
  public void restart() {
    stop();
    process = launch();
  }

  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
  }

  @Override
  public void close() {
    stop();
    folder.discardIfTemporary();
  }

  private ManagedProcess launch() {
    Path configuration = folder.path().resolve("redis.conf");
    Folders.writePrivate(configuration, configuration());
    ManagedProcess started =
        ManagedProcess.start(
            new Command(
                "redis",
                List.of(RedisBinary.file().toString(), configuration.toString()),
                Map.of(),
                folder.path(),
                folder.log(),
                StopSignal.TERM,
                options.detached(),
                options.onSpawn()));
    try {
      Ready.await(started, START_WITHIN, () -> RedisPing.check(port, options.password()));
    } catch (RuntimeException e) {
      started.kill();
      throw e;
    }
    return started;
  }

  /**
   * In a file, never on the command line, where every user of the machine could read the password.
   */
  private String configuration() {
    boolean kept = options.data() != null;
    @Nullable String password = options.password();
    return String.join(
        "\n",
        "bind 127.0.0.1",
        "port " + port,
        "dir \"" + folder.path() + "\"",
        "appendonly " + (kept ? "yes" : "no"),
        "save \"\"",
        "maxmemory 256mb",
        "maxmemory-policy volatile-lru",
        password == null ? "" : "requirepass \"" + password + "\"",
        "");
  }
}
