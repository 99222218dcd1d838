package dev.parley.platform.kafka;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.inbox.Inbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/** Handling and remembering, committed together. */
final class Units {
  private final Supplier<Inbox> inbox;
  private final Supplier<TransactionOperations> transactions;

  Units(Supplier<Inbox> inbox, Supplier<TransactionOperations> transactions) {
    this.inbox = inbox;
    this.transactions = transactions;
  }

  void once(String consumer, List<EventEnvelope> events, Consumer<List<EventEnvelope>> handler) {
    transactions
        .get()
        .executeWithoutResult(
            _ -> {
              // the first of two copies in one batch keeps its place in the order
              Map<UUID, EventEnvelope> byId = LinkedHashMap.newLinkedHashMap(events.size());
              events.forEach(event -> byId.putIfAbsent(event.id(), event));
              Set<UUID> unseen = inbox.get().unseen(consumer, byId.keySet());
              byId.keySet().retainAll(unseen);
              if (!byId.isEmpty()) {
                handler.accept(List.copyOf(byId.values()));
              }
            });
  }
}
