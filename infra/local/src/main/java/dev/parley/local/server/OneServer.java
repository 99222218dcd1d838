package dev.parley.local.server;

import dev.parley.local.process.Command;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ready;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own: what is done with it, whichever it is. */
public abstract sealed class OneServer implements AutoCloseable
    permits KafkaServer, PostgresServer, RedisServer {
  final ServerFolder folder;
  final ServerOptions options;
  private final Duration startWithin;
  private final Duration stopWithin;
  private @Nullable ManagedProcess process;

  OneServer(String name, ServerOptions options, Duration startWithin, Duration stopWithin) {
    this.options = options;
    this.folder = ServerFolder.of(options, name);
    this.startWithin = startWithin;
    this.stopWithin = stopWithin;
  }

  public abstract int port();

  /** As in "17.11". */
  public abstract String version();

  /** What starts it, after all that it reads was written. */
  abstract Command command();

  /** Throws as long as it does not answer. */
  abstract void check() throws Exception;

  final void launch() {
    ManagedProcess started = ManagedProcess.start(command());
    try {
      Ready.await(started, startWithin, this::check);
      started.requireHolderOf(port());
    } catch (RuntimeException e) {
      started.kill();
      throw e;
    }
    process = started;
  }

  private ManagedProcess process() {
    return Objects.requireNonNull(process, "not started");
  }

  public final long pid() {
    return process().pid();
  }

  public final void stop() {
    process().stop(stopWithin);
  }

  public final void kill() {
    process().kill();
  }

  /** On the same port, with the same data where it is kept; also after it was ended. */
  public final void restart() {
    stop();
    launch();
  }

  /** Freezes it: connections stay open and nobody answers. */
  public final void pause() {
    process().pause();
  }

  public final void resume() {
    process().resume();
  }

  @Override
  public final void close() {
    stop();
    folder.discardIfTemporary();
  }
}
