package dev.parley.chat.bulk;

import dev.parley.chat.bulk.BulkController.Result;
import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.conversation.ManyConversations;
import dev.parley.chat.conversation.ManyConversations.Held;
import dev.parley.chat.conversation.Visibility;
import dev.parley.chat.tag.ManyTags;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The same change to many conversations, by a few statements however many they are. Each has its
 * own outcome: what cannot be done to one is done to the others all the same.
 */
@Service
class BulkUpdate {

  private final ManyConversations conversations;
  private final ManyTags tags;

  BulkUpdate(ManyConversations conversations, ManyTags tags) {
    this.conversations = conversations;
    this.tags = tags;
  }

  /** What is {@code null} or empty stays as it is. */
  record Change(
      @Nullable Boolean archived,
      @Nullable Visibility visibility,
      Set<String> addTags,
      Set<String> removeTags) {

    boolean ofTheOwner() {
      return archived != null || visibility != null;
    }

    boolean ofWriters() {
      return !addTags.isEmpty() || !removeTags.isEmpty();
    }
  }

  @Transactional
  public List<Result> apply(List<UUID> ids, Change change, UUID by) {
    Map<UUID, Held> held =
        conversations.hold(ids, by).stream()
            .collect(Collectors.toMap(one -> one.conversation().id(), Function.identity()));
    List<Result> results = new ArrayList<>();
    List<Conversation> fit = new ArrayList<>();
    for (UUID id : new LinkedHashSet<>(ids)) {
      Held one = held.get(id);
      Result result = one == null ? Result.notFound(id) : verdict(one, change, by);
      results.add(result);
      if (one != null && result.isUpdated()) {
        fit.add(one.conversation());
      }
    }
    conversations.update(fit, change.archived(), change.visibility());
    tags.change(fit, change.addTags(), change.removeTags(), change.visibility(), by);
    return results;
  }

  private static Result verdict(Held held, Change change, UUID by) {
    Conversation conversation = held.conversation();
    UUID id = conversation.id();
    if (change.ofTheOwner() && !conversation.ownerId().equals(by)) {
      return Result.forbidden(id, "Only the conversation's owner changes it.");
    }
    if (change.ofWriters() && !held.mayPost()) {
      return Result.forbidden(id, "You may read this conversation, but not write there.");
    }
    if (change.visibility() == Visibility.PROJECT && conversation.projectId() == null) {
      return Result.invalid(id, "It belongs to no project.");
    }
    Set<String> tags = new LinkedHashSet<>(conversation.tags());
    tags.removeAll(change.removeTags());
    tags.addAll(change.addTags());
    return tags.size() > ManyTags.MOST
        ? Result.invalid(id, "There is room for %d tags.".formatted(ManyTags.MOST))
        : Result.updated(id);
  }
}
