package dev.parley.gateway.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who asks for what at this moment, so that others who want the same can wait for it. */
final class Flights {

  /** How it ended. */
  enum End {
    /** It is in the cache. */
    KEPT,
    /** Each has to ask for themselves. */
    NOT_SHARED,
    /** Whoever asked went away, or was told nothing: somebody else has to ask. */
    BROKEN
  }

  private final Map<String, Flight> underWay = new ConcurrentHashMap<>();

  /** One request to a service. The first to take it leads. */
  final class Flight {

    private final String key;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private Flight(String key) {
      this.key = key;
    }

    /** Only the first end counts. */
    synchronized void end(End how) {
      if (!end.isDone()) {
        underWay.remove(key, this);
        end.complete(how);
      }
    }

    /** Keeps what it brought, unless somebody has changed that in the meantime. */
    synchronized void keep(Runnable storing) {
      if (!end.isDone()) {
        storing.run();
        end(End.KEPT);
      }
    }

    CompletableFuture<End> ended() {
      return end;
    }
  }

  /** Who gets a flight that they did not lead waits for its end. */
  record Joined(Flight flight, boolean leads) {}

  Joined join(String key) {
    Flight own = new Flight(key);
    Flight other = underWay.putIfAbsent(key, own);
    return other == null ? new Joined(own, true) : new Joined(other, false);
  }

  /** Nobody may be shown what is on its way now. */
  void giveUp(String key) {
    Flight flight = underWay.get(key);
    if (flight != null) {
      flight.end(End.NOT_SHARED);
    }
  }

  void giveUpAll() {
    underWay.values().forEach(flight -> flight.end(End.NOT_SHARED));
  }

  boolean isUnderWay(String key) {
    return underWay.containsKey(key);
  }
}
