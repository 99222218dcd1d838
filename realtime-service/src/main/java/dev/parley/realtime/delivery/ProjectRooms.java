package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.Visibility;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are open to a project, as far as events have said so: each says it of its
 * own. What has been silent for long is forgotten, and known again with its next event.
 */
final class ProjectRooms {

  private static final int MOST = 50_000;

  private final Map<UUID, UUID> projects =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
          return size() > MOST;
        }
      };

  void learn(ChatEvent event) {
    if (event instanceof ChatEvent.InConversation in) {
      UUID project = in.projectId();
      if (in.visibility() == Visibility.PROJECT && project != null) {
        projects.put(in.conversationId(), project);
      } else {
        projects.remove(in.conversationId());
      }
    }
  }

  @Nullable UUID of(UUID conversation) {
    return projects.get(conversation);
  }
}
