package dev.parley.local.launch;

import dev.parley.local.process.PortClaim;
import dev.parley.local.process.PortHolder;
import dev.parley.local.process.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives out ports: the usual one where it is free, else any; only the gateway's is fixed. They stay
 * claimed until all have been taken up.
 */
final class PortPlan implements AutoCloseable {
  private final List<PortClaim> claims = new ArrayList<>();

  synchronized int preferring(int port) {
    int candidate = port == 0 ? Ports.free() : port;
    while (!claim(candidate)) {
      candidate = Ports.free();
    }
    return candidate;
  }

  synchronized int gateway(int port) {
    if (port == 0) {
      return preferring(0);
    }
    if (!Ports.isFree(port)) {
      throw new LaunchException(
          "Port %d is taken by %s. Stop that, or move Parley: PARLEY_PORT=%d ./run"
              .formatted(port, PortHolder.describe(port), suggestion(port)));
    }
    if (!claim(port)) {
      throw new LaunchException(
          "Another Parley is starting on port %d. Move this one: PARLEY_PORT=%d ./run"
              .formatted(port, suggestion(port)));
    }
    return port;
  }

  private boolean claim(int port) {
    Optional<PortClaim> claim = PortClaim.on(port);
    claim.ifPresent(claims::add);
    return claim.isPresent();
  }

  private static int suggestion(int taken) {
    for (int port = taken + 10; port < taken + 100 && port < 65_535; port += 10) {
      if (Ports.isFree(port)) {
        return port;
      }
    }
    return Ports.free();
  }

  @Override
  public synchronized void close() {
    claims.forEach(PortClaim::close);
    claims.clear();
  }
}
