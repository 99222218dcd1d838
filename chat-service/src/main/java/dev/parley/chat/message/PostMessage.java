package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.message.BulkPosts.Draft;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Posts messages: number, message and event commit together or not at all. A client that does not
 * know whether its post arrived sends it again with the same id and gets the first answer.
 */
@Service
class PostMessage {

  private final Committer committer;
  private final BulkPosts bulk;
  private final MessageStore store;
  private final PostRefusals refusals;
  private final TransactionTemplate transactions;

  PostMessage(
      Committer committer,
      BulkPosts bulk,
      MessageStore store,
      PostRefusals refusals,
      TransactionTemplate transactions) {
    this.committer = committer;
    this.bulk = bulk;
    this.store = store;
    this.refusals = refusals;
    this.transactions = transactions;
  }

  record Post(
      @Nullable UUID id,
      String content,
      String role,
      @Nullable UUID replyToId,
      @Nullable JsonNode metadata,
      Set<UUID> fileIds) {

    Draft draft() {
      return new Draft(id, content, role, replyToId, metadata, null);
    }
  }

  Message post(UUID conversation, Post post, UUID author) {
    if (!post.fileIds().isEmpty()) {
      return postWithFiles(conversation, post, author);
    }
    NewPost message = bulk.posts(conversation, author, List.of(post.draft())).getFirst();
    return switch (committer.commit(message)) {
      case Outcome.Posted posted -> posted.message();
      case Outcome.Repeated _ -> stored(message.id(), author);
      case Outcome.IdTaken _ -> throw PostRefusals.idTaken();
      case Outcome.NothingToAnswer _ ->
          throw PostRefusals.nothingToAnswer(PostRefusals.nothingToAnswerAt("/reply_to_id"));
      case Outcome.Refused _ -> throw refusals.refused(conversation, author);
      case Outcome.Held _ -> throw WaitingPost.busy();
    };
  }

  /** In a transaction of its own: whether the files can be attached is nobody else's affair. */
  private Message postWithFiles(UUID conversation, Post post, UUID author) {
    try {
      return post(conversation, List.of(post), author).getFirst();
    } catch (ProblemException e) {
      throw e.errors().isEmpty()
          ? e
          : ProblemException.of(
              e.status(),
              e.code(),
              e.detail(),
              e.errors().stream()
                  .map(
                      at ->
                          new FieldError(
                              at.pointer().replaceFirst("^/messages/0", ""), at.detail()))
                  .toArray(FieldError[]::new));
    }
  }

  /** All of them or none, in one batch of statements. */
  List<Message> post(UUID conversation, List<Post> posts, UUID author) {
    List<NewPost> messages =
        new ArrayList<>(bulk.posts(conversation, author, posts.stream().map(Post::draft).toList()));
    for (int i = 0; i < messages.size(); i++) {
      messages.set(i, messages.get(i).with(posts.get(i).fileIds()));
    }
    List<Outcome> outcomes =
        Objects.requireNonNull(
            transactions.execute(status -> bulk.inserted(conversation, author, messages)));
    List<Message> answer = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      answer.add(
          outcomes.get(i) instanceof Outcome.Posted posted
              ? posted.message()
              : stored(messages.get(i).id(), author));
    }
    return answer;
  }

  private Message stored(UUID id, UUID author) {
    return store.find(id, author).orElseThrow(MessageChanges::notFound);
  }
}
