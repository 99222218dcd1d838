package dev.parley.realtime.stream;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.realtime.event.ChatEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * Recognizes what the outbox sent again after a crash: by id among the latest of each partition,
 * and, for messages, by a number that the conversation has passed. Bounded memory; what falls out
 * of it a client still recognizes by {@code seq}.
 */
public final class SeenEvents {

  private static final int IDS_A_PARTITION = 4_096;
  private static final int CONVERSATIONS = 50_000;

  private final Map<TopicPartition, Map<UUID, Boolean>> ids = new HashMap<>();
  private final Map<UUID, Long> lastSeq = bounded(CONVERSATIONS);

  public boolean isNew(TopicPartition partition, EventEnvelope envelope, ChatEvent event) {
    Map<UUID, Boolean> seen = ids.computeIfAbsent(partition, _ -> bounded(IDS_A_PARTITION));
    if (seen.put(envelope.id(), true) != null) {
      return false;
    }
    if (event instanceof ChatEvent.MessagePosted posted) {
      Long last = lastSeq.get(posted.conversationId());
      if (last != null && posted.seq() <= last) {
        return false;
      }
      lastSeq.put(posted.conversationId(), posted.seq());
    }
    return true;
  }

  private static <K, V> Map<K, V> bounded(int size) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > size;
      }
    };
  }
}
