package dev.parley.search.indexing;

import dev.parley.search.access.ReadMarkers.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How far people have read by the events of a batch, in the order of which they come. */
final class Marks {
  private record Reader(UUID userId, UUID conversationId) {}

  private final Map<UUID, Long> said = new HashMap<>();
  private final Map<Reader, Mark> begun = new LinkedHashMap<>();
  private final List<Mark> advanced = new ArrayList<>();
  private final Set<Reader> known = new HashSet<>();

  /** Something was said in a conversation, and has a number. */
  void said(UUID conversation, long seq) {
    said.merge(conversation, seq, Math::max);
  }

  void advance(UUID user, UUID conversation, long seq) {
    known.add(new Reader(user, conversation));
    advanced.add(new Mark(user, conversation, seq));
  }

  /** Where the person has a marker by then, that stays. */
  void begin(UUID user, UUID conversation) {
    Reader reader = new Reader(user, conversation);
    if (known.add(reader)) {
      begun.put(reader, new Mark(user, conversation, said.getOrDefault(conversation, 0L)));
    }
  }

  List<Mark> begun() {
    return List.copyOf(begun.values());
  }

  List<Mark> advanced() {
    return advanced;
  }
}
