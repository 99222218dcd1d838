package dev.parley.realtime.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Who gets what happens in a conversation, remembered until somebody comes or goes. */
final class Rooms {

  private final Map<UUID, Map<Reach, List<Addressees>>> known = new HashMap<>();

  List<Addressees> at(UUID conversation, Reach reach, Supplier<List<Addressees>> otherwise) {
    List<Addressees> who = known.getOrDefault(conversation, Map.of()).get(reach);
    if (who == null) {
      who = otherwise.get();
      // nobody is soon found out, and there are many such rooms
      if (!who.isEmpty()) {
        known.computeIfAbsent(conversation, _ -> new HashMap<>(2)).put(reach, who);
      }
    }
    return who;
  }

  void changed(UUID conversation) {
    known.remove(conversation);
  }

  /** Of a project nobody knows all conversations here. */
  void changed() {
    known.clear();
  }
}
