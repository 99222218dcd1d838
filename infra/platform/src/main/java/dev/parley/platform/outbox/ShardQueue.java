package dev.parley.platform.outbox;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far one shard has got. At most two flights are under way at a time: while they are, rows
 * gather, and the next flight takes them all. That is what makes batches grow with the load.
 */
final class ShardQueue {
  private static final int FLIGHTS = 2;

  private final int shard;
  private final Deque<Flight> flights = new ArrayDeque<>(FLIGHTS);
  private long lastRead;
  private int rowsInFlight;
  private boolean worthALook;
  private boolean lookWhenLanded;

  ShardQueue(int shard) {
    this.shard = shard;
  }

  int shard() {
    return shard;
  }

  void mayHaveRows() {
    worthALook = true;
  }

  boolean wantsToRead() {
    return worthALook && flights.size() < FLIGHTS;
  }

  boolean isIdle() {
    return flights.isEmpty();
  }

  boolean hasWork() {
    return worthALook || !flights.isEmpty();
  }

  long lastRead() {
    return lastRead;
  }

  int rowsInFlight() {
    return rowsInFlight;
  }

  Deque<Flight> flights() {
    return flights;
  }

  /**
   * Nothing new was read: there is nothing, or a late row below those in flight keeps us waiting.
   */
  void foundNothing() {
    worthALook = false;
    lookWhenLanded = !flights.isEmpty();
  }

  void departed(Flight flight, boolean more) {
    flights.add(flight);
    rowsInFlight += flight.ids().length;
    lastRead = flight.ids()[flight.ids().length - 1];
    worthALook = more;
  }

  /** Landed and deleted. With nothing in flight, reading begins at the start of the table again. */
  void settled(Flight flight) {
    flights.remove(flight);
    rowsInFlight -= flight.ids().length;
    if (flights.isEmpty()) {
      lastRead = 0;
      worthALook |= lookWhenLanded;
      lookWhenLanded = false;
    }
  }
}
