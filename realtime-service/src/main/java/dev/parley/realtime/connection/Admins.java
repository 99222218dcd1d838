package dev.parley.realtime.connection;

import dev.parley.realtime.delivery.Frame;
import org.springframework.stereotype.Component;

/** Those connections here whose tokens may do all that administrators may. */
@Component
public final class Admins {

  private final Connections connections;

  Admins(Connections connections) {
    this.connections = connections;
  }

  /** Waits for nothing. */
  public void tell(Frame frame) {
    connections.forEach(guest -> guest.tellAdmin(frame));
  }
}
