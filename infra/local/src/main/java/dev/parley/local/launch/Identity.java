package dev.parley.local.launch;

import dev.parley.local.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A process that is not taken for another one which was given the same number later. */
record Identity(long pid, Instant started) {
  /** The kernel's clock and ours may differ by a rounding between two looks. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Pattern ZOMBIE = Pattern.compile("(?m)^State:\\s+Z");

  static Identity of(ManagedProcess process) {
    return of(process.handle());
  }

  static Identity of(ProcessHandle handle) {
    return new Identity(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
  }

  boolean alive() {
    return handle().isPresent();
  }

  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::sameStart)
        .filter(handle -> !isZombie());
  }

  private boolean sameStart(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
        .orElse(true);
  }

  /** Ended, but nobody has asked for its status: common in containers without an init. */
  private boolean isZombie() {
    try {
      return ZOMBIE.matcher(Files.readString(Path.of("/proc", "" + pid, "status"))).find();
    } catch (IOException e) {
      return false;
    }
  }
}
