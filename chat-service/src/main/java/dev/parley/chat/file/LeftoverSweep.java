package dev.parley.chat.file;

import dev.parley.platform.repeat.NowAndThen;
import org.springframework.stereotype.Component;

/** Sweeps now and then. Every instance does it; they skip each other's rows. */
@Component
final class LeftoverSweep extends NowAndThen {

  private final Leftovers leftovers;

  LeftoverSweep(Leftovers leftovers, FileProperties properties) {
    super("leftover-files", properties.sweepEvery());
    this.leftovers = leftovers;
  }

  @Override
  protected void once() {
    leftovers.sweep();
  }
}
