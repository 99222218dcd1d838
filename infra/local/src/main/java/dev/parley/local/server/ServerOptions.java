package dev.parley.local.server;

import dev.parley.local.process.ManagedProcess;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to run.
 *
 * @param data where it keeps its data between runs; none: a temporary folder, deleted when closed
 * @param log its log file; none: within the data folder
 * @param port 0 takes a free one
 * @param password none: no authentication (tests only)
 * @param detached survives this JVM
 * @param onSpawn hears of every process that is started
 */
public record ServerOptions(
    @Nullable Path data,
    @Nullable Path log,
    int port,
    @Nullable String password,
    boolean detached,
    Consumer<ManagedProcess> onSpawn) {

  /** A private, fast, forgetful one. */
  public static ServerOptions temporary() {
    return new ServerOptions(null, null, 0, null, false, process -> {});
  }

  public static ServerOptions keptIn(Path data) {
    return new ServerOptions(data, null, 0, null, false, process -> {});
  }

  public ServerOptions onPort(int number) {
    return new ServerOptions(data, log, number, password, detached, onSpawn);
  }

  public ServerOptions withPassword(String secret) {
    return new ServerOptions(data, log, port, secret, detached, onSpawn);
  }

  public ServerOptions loggingTo(Path file) {
    return new ServerOptions(data, file, port, password, detached, onSpawn);
  }

  /** Survives this JVM; {@code register} hears of the process as soon as there is one. */
  public ServerOptions outlivingThisJvm(Consumer<ManagedProcess> register) {
    return new ServerOptions(data, log, port, password, true, register);
  }
}
