package dev.parley.local.launch;

import dev.parley.local.process.StopSignal;
import java.time.Instant;

/**
 * One line of the state: an instance of a component, started by us.
 *
 * @param name what it is called in logs and on the screen, as in {@code chat-service-2}
 * @param component the service or server it is one of
 */
record Running(String name, String component, Identity identity, int port) {

  boolean alive() {
    return identity.alive();
  }

  StopSignal stopSignal() {
    return component.equals(ServerKind.POSTGRES.id()) ? StopSignal.INT : StopSignal.TERM;
  }

  boolean isService() {
    return Service.byId(component).isPresent();
  }

  String toLine() {
    return String.join(
        " ",
        name,
        component,
        "" + identity.pid(),
        "" + identity.started().toEpochMilli(),
        "" + port);
  }

  static Running fromLine(String line) {
    String[] part = line.split(" ", 5);
    return new Running(
        part[0],
        part[1],
        new Identity(Long.parseLong(part[2]), Instant.ofEpochMilli(Long.parseLong(part[3]))),
        Integer.parseInt(part[4]));
  }
}
