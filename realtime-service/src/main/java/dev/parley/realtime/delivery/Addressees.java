package dev.parley.realtime.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Some of one event loop's connections. As long as nobody comes or goes, events of a conversation
 * have the very same object: that is how a loop sees that they can share a frame.
 */
final class Addressees {

  final LoopQueue queue;
  final Recipient[] all;

  private Addressees(LoopQueue queue, Collection<Recipient> all) {
    this.queue = queue;
    this.all = all.toArray(Recipient[]::new);
  }

  static List<Addressees> byLoop(Collection<Recipient> recipients) {
    IdentityHashMap<LoopQueue, List<Recipient>> byLoop = new IdentityHashMap<>();
    for (Recipient recipient : recipients) {
      byLoop.computeIfAbsent(recipient.queue(), _ -> new ArrayList<>()).add(recipient);
    }
    return byLoop.entrySet().stream().map(e -> new Addressees(e.getKey(), e.getValue())).toList();
  }
}
