package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * To whom besides its members each conversation is open now, as far as events have said so: each
 * says it of its own. What has been silent for long is forgotten, and known again with its next
 * event.
 */
final class Openings {

  private static final int MOST = 50_000;

  private final Map<UUID, Reach> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Reach> eldest) {
          return size() > MOST;
        }
      };

  void learn(ChatEvent event) {
    if (event instanceof ChatEvent.InConversation in) {
      latest.put(in.conversationId(), Reach.ofConversation(in));
    }
  }

  /** Null where nothing was heard of it. */
  @Nullable Reach of(UUID conversation) {
    return latest.get(conversation);
  }
}
