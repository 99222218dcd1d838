package dev.parley.realtime.presence;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who is typing where. Each conversation is told at once when that changes, and then not again for
 * a moment, whatever happens: so a room full of people who type costs as much as one of a few. Not
 * for several threads.
 */
final class Typists {

  private static final int NAMED_AT_MOST = 20;
  static final long BREATH = 250_000_000;

  private static final class Typist {
    boolean on;
    long saidAt;
  }

  private static final class Room {
    final Map<UUID, Typist> typists = new LinkedHashMap<>(4);
    List<UUID> told = List.of();
    long toldAt;
    boolean waits;
  }

  private final long lasts;
  private final long quiet;
  private final Map<UUID, Room> rooms = new HashMap<>();

  /**
   * @param lasts nanoseconds for which somebody types who does not say so again
   * @param quiet within which saying so again changes nothing
   */
  Typists(long lasts, long quiet) {
    this.lasts = lasts;
    this.quiet = quiet;
  }

  /** False where that was said just before: then there is nothing to do. */
  boolean begins(UUID conversation, UUID user, long now) {
    Room room = rooms.computeIfAbsent(conversation, _ -> newRoom(now));
    Typist typist = room.typists.get(user);
    if (typist != null && now - typist.saidAt < quiet) {
      return false;
    }
    if (typist == null) {
      typist = new Typist();
      room.typists.put(user, typist);
    }
    typist.on = true;
    typist.saidAt = now;
    return true;
  }

  /** False where nobody knew that they typed. */
  boolean ends(UUID conversation, UUID user) {
    Room room = rooms.get(conversation);
    Typist typist = room == null ? null : room.typists.get(user);
    if (typist == null || !typist.on) {
      return false;
    }
    // who it was stays known for a moment: on and off and on is not told each time
    typist.on = false;
    return true;
  }

  private Room newRoom(long now) {
    Room room = new Room();
    room.toldAt = now - quiet;
    return room;
  }

  /** What is to be told in the conversation now; empty where that is nothing, or must wait. */
  Map<UUID, List<UUID>> tell(UUID conversation, long now) {
    Room room = rooms.get(conversation);
    return room != null && isToBeTold(room, now) ? Map.of(conversation, room.told) : Map.of();
  }

  /** What is to be told because time has passed. */
  Map<UUID, List<UUID>> tick(long now) {
    Map<UUID, List<UUID>> told = new HashMap<>();
    for (Iterator<Map.Entry<UUID, Room>> all = rooms.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<UUID, Room> entry = all.next();
      Room room = entry.getValue();
      boolean lapsed = room.typists.values().removeIf(typist -> now - typist.saidAt >= lasts);
      if ((lapsed || room.waits) && isToBeTold(room, now)) {
        told.put(entry.getKey(), room.told);
      }
      if (room.typists.isEmpty() && room.told.isEmpty()) {
        all.remove();
      }
    }
    return told;
  }

  private boolean isToBeTold(Room room, long now) {
    List<UUID> typing =
        room.typists.entrySet().stream()
            .filter(entry -> entry.getValue().on)
            .map(Map.Entry::getKey)
            .limit(NAMED_AT_MOST)
            .toList();
    boolean same = typing.equals(room.told);
    if (same && (typing.isEmpty() || now - room.toldAt < quiet)) {
      room.waits = false;
      return false;
    }
    if (now - room.toldAt < BREATH) {
      room.waits = true;
      return false;
    }
    room.waits = false;
    room.told = typing;
    room.toldAt = now;
    return true;
  }
}
