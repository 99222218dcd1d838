package dev.parley.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child process: started, asked to stop within a bound, killed, frozen. */
public final class ManagedProcess implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final Command command;
  private final Process process;

  private ManagedProcess(Command command, Process process) {
    this.command = command;
    this.process = process;
  }

  public static ManagedProcess start(Command command) {
    try {
      Path logs = command.log().toAbsolutePath().getParent();
      if (logs != null) {
        Files.createDirectories(logs);
      }
      ManagedProcess started = new ManagedProcess(command, command.toBuilder().start());
      if (!command.detached()) {
        ExitHooks.stopAtExit(started);
      }
      command.onSpawn().accept(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.name(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return command.log();
  }

  /** Waits for it to end by itself; null where it has not. */
  public @Nullable Integer exitStatus(Duration within) {
    return exited(within) ? process.exitValue() : null;
  }

  /** Fails with the log's last lines where the process is gone. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw failed("ended with status " + process.exitValue());
    }
  }

  /** Fails where another process answers at the port: this one will not get it any more. */
  public void requireHolderOf(int port) {
    Optional<Long> holder = PortHolder.pid(port);
    if (holder.isPresent() && !isOurs(holder.get())) {
      throw failed("cannot have port %d: %s has it".formatted(port, PortHolder.describe(port)));
    }
  }

  private boolean isOurs(long pid) {
    return pid == process.pid() || process.descendants().anyMatch(each -> each.pid() == pid);
  }

  public ProcessFailedException failed(String what) {
    return new ProcessFailedException(command.name(), what, command.log());
  }

  /** Asks it to end, waits, and kills it where it does not listen. */
  public void stop(Duration within) {
    ExitHooks.forget(this);
    if (process.isAlive()) {
      signal(command.stopSignal().name());
      if (!exited(within)) {
        kill();
      }
    }
  }

  /** As a crash would: no warning, nothing flushed. */
  public void kill() {
    ExitHooks.forget(this);
    process.destroyForcibly();
    exited(STOP_WITHIN);
  }

  /** Freezes it: connections stay open and nobody answers. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  @Override
  public void close() {
    stop(STOP_WITHIN);
  }

  private void signal(String name) {
    Signals.send(name, process.pid());
  }

  private boolean exited(Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
