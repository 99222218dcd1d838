package dev.parley.realtime.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client said before it was known where it takes part, to be done then: of each kind the
 * last, so that there is a bound to it.
 */
final class SaidEarly {

  private Map<Class<?>, ClientFrame> frames = Map.of();

  void hold(ClientFrame frame) {
    if (frames.isEmpty()) {
      frames = new LinkedHashMap<>();
    }
    frames.put(frame.getClass(), frame);
  }

  /** In the order in which their kinds first came; afterwards there are none. */
  List<ClientFrame> take() {
    List<ClientFrame> all = List.copyOf(frames.values());
    frames = Map.of();
    return all;
  }
}
