package dev.parley.local.server;

import dev.parley.local.process.Command;
import dev.parley.local.process.Folders;
import dev.parley.local.process.Ports;
import dev.parley.local.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Redis server. Kept data goes to an append-only file; a temporary server writes nothing. */
public final class RedisServer extends OneServer {
  private static final Duration START_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final int port;

  private RedisServer(ServerOptions options) {
    super("redis", options, START_WITHIN, STOP_WITHIN);
    port = Ports.orFree(options.port());
    launch();
  }

  public static RedisServer start(ServerOptions options) {
    return new RedisServer(options);
  }

  public static RedisServer startTemporary() {
    return start(ServerOptions.temporary());
  }

  @Override
  public int port() {
    return port;
  }

  /** With the password where there is one. */
  public String url() {
    String password = options.password();
    return "redis://" + (password == null ? "" : ":" + password + "@") + "127.0.0.1:" + port;
  }

  @Override
  public String version() {
    return RedisBinary.version();
  }

  @Override
  Command command() {
    Path configuration = folder.path().resolve("redis.conf");
    Folders.writePrivate(configuration, configuration());
    return new Command(
        "redis",
        List.of(RedisBinary.file().toString(), configuration.toString()),
        Map.of(),
        folder.path(),
        folder.log(),
        StopSignal.TERM,
        options.detached(),
        options.onSpawn());
  }

  @Override
  void check() throws Exception {
    RedisPing.check(port, options.password());
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
