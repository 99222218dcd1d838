package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.message.PostStore.Locking;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Many messages of one author into one conversation by one batch of statements: all of them or
 * none. The conversation is held until the caller's transaction ends.
 */
@Service
public class BulkPosts {

  private final PostGroup group;
  private final PostRefusals refusals;
  private final ChatEvents events;
  private final Ids ids;

  BulkPosts(PostGroup group, PostRefusals refusals, ChatEvents events, Ids ids) {
    this.group = group;
    this.refusals = refusals;
    this.events = events;
    this.ids = ids;
  }

  /**
   * A message that is to be.
   *
   * @param id {@code null}: a new one. One that its author has stored in this conversation before
   *     is left as it is
   * @param role user, assistant or system; the caller has checked it
   * @param metadata the caller has checked it, see {@link
   *     dev.parley.chat.conversation.Metadata#checked}
   * @param createdAt {@code null}: now
   */
  public record Draft(
      @Nullable UUID id,
      String content,
      String role,
      @Nullable UUID replyToId,
      @Nullable JsonNode metadata,
      @Nullable Instant createdAt) {

    @Override
    public String toString() {
      return "Draft[%d characters]".formatted(content.length());
    }
  }

  /**
   * Inserts messages with their numbers and events, in the caller's transaction; a draft may answer
   * one before it. All of a call is in memory: a few hundred at a time.
   *
   * @return how many were not there before
   * @throws ProblemException naming each draft that cannot be, by pointers as {@code
   *     /messages/3/reply_to_id}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int insert(UUID conversation, UUID author, List<Draft> drafts) {
    return (int)
        inserted(conversation, author, posts(conversation, author, drafts)).stream()
            .filter(Outcome.Posted.class::isInstance)
            .count();
  }

  /** With ids, which a second attempt must not choose anew. */
  List<NewPost> posts(UUID conversation, UUID author, List<Draft> drafts) {
    String traceParent = events.traceParent("chat.message.posted.v1");
    List<NewPost> posts = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      posts.add(
          new NewPost(
              draft.id() == null ? ids.next() : draft.id(),
              draft.id() != null || ids.mayBeThere(),
              conversation,
              author,
              draft.role(),
              draft.content(),
              draft.replyToId(),
              draft.metadata() == null ? JsonNodeFactory.instance.objectNode() : draft.metadata(),
              draft.createdAt(),
              Set.of(),
              traceParent));
    }
    return posts;
  }

  /** All of them, or the exception that ends the transaction. */
  List<Outcome> inserted(UUID conversation, UUID author, List<NewPost> posts) {
    if (posts.isEmpty()) {
      return List.of();
    }
    requireEachIdOnce(posts);
    List<Outcome> outcomes = group.post(posts, Locking.AS_USUAL);
    List<FieldError> taken = new ArrayList<>();
    List<FieldError> answerless = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Posted _, Outcome.Repeated _ -> {}
        case Outcome.IdTaken _ ->
            taken.add(new FieldError(pointer(i, "id"), "belongs to another message"));
        case Outcome.NothingToAnswer _ ->
            answerless.add(PostRefusals.nothingToAnswerAt(pointer(i, "reply_to_id")));
        case Outcome.Refused _, Outcome.Held _ -> throw refusals.refused(conversation, author);
      }
    }
    if (!taken.isEmpty()) {
      throw PostRefusals.idTaken(taken.toArray(FieldError[]::new));
    }
    if (!answerless.isEmpty()) {
      throw PostRefusals.nothingToAnswer(answerless.toArray(FieldError[]::new));
    }
    return outcomes;
  }

  private static void requireEachIdOnce(List<NewPost> posts) {
    Set<UUID> seen = new HashSet<>();
    List<FieldError> twice = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      if (!seen.add(posts.get(i).id())) {
        twice.add(new FieldError(pointer(i, "id"), "is given twice"));
      }
    }
    if (!twice.isEmpty()) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Each message has an id of its own.",
          twice.toArray(FieldError[]::new));
    }
  }

  private static String pointer(int index, String field) {
    return "/messages/" + index + "/" + field;
  }
}
