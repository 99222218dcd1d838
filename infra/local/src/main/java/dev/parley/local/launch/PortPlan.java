package dev.parley.local.launch;

import dev.parley.local.process.Ports;
import java.util.HashSet;
import java.util.Set;

/** Gives out ports: the usual one where it is free, else any; only the gateway's is fixed. */
final class PortPlan {
  private final Set<Integer> given = new HashSet<>();

  synchronized int preferring(int port) {
    if (port != 0 && Ports.isFree(port) && given.add(port)) {
      return port;
    }
    int other = Ports.free();
    while (!given.add(other)) {
      other = Ports.free();
    }
    return other;
  }

  int gateway(int port) {
    if (port == 0) {
      return preferring(0);
    }
    if (!Ports.isFree(port)) {
      throw new LaunchException(
          "Port %d is taken by %s. Stop that, or move Parley: PARLEY_PORT=%d ./run"
              .formatted(port, PortHolder.describe(port), suggestion(port)));
    }
    given.add(port);
    return port;
  }

  private static int suggestion(int taken) {
    for (int port = taken + 10; port < taken + 100 && port < 65_535; port += 10) {
      if (Ports.isFree(port)) {
        return port;
      }
    }
    return Ports.free();
  }
}
