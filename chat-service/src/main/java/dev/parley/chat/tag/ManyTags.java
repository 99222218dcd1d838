package dev.parley.chat.tag;

import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.conversation.Visibility;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.event.MarkEvent.TagChanged;
import dev.parley.chat.tag.TagStore.Tagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The same tags on or off many conversations, one statement each way. */
@Service
public class ManyTags {

  /** On one conversation; the caller has looked. */
  public static final int MOST = Tags.MOST;

  private final TagStore store;
  private final ChatEvents events;

  ManyTags(TagStore store, ChatEvents events) {
    this.store = store;
    this.events = events;
  }

  /**
   * @param conversations which the caller holds and has found to be the person's to tag
   * @param visibility what they have just got; {@code null}: what they had
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void change(
      List<Conversation> conversations,
      Set<String> add,
      Set<String> remove,
      @Nullable Visibility visibility,
      UUID by) {
    if (conversations.isEmpty()) {
      return;
    }
    Map<UUID, Conversation> byId =
        conversations.stream().collect(Collectors.toMap(Conversation::id, Function.identity()));
    List<TagChanged> told = new ArrayList<>();
    if (!remove.isEmpty()) {
      for (Tagged tagged : store.remove(byId.keySet(), remove)) {
        told.add(event(false, byId, tagged, visibility, by));
      }
    }
    if (!add.isEmpty()) {
      for (Tagged tagged : store.add(byId.keySet(), add)) {
        told.add(event(true, byId, tagged, visibility, by));
      }
    }
    events.allOfChat(told);
  }

  private static TagChanged event(
      boolean added,
      Map<UUID, Conversation> byId,
      Tagged tagged,
      @Nullable Visibility visibility,
      UUID by) {
    Conversation conversation = Objects.requireNonNull(byId.get(tagged.conversationId()));
    return new TagChanged(
        added,
        conversation.id(),
        null,
        null,
        conversation.projectId(),
        Objects.requireNonNullElse(visibility, conversation.visibility()).wireName(),
        tagged.tag(),
        by);
  }
}
