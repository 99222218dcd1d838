package dev.parley.chat.file;

import dev.parley.chat.conversation.Conversations;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What can be done with files that are there. */
@Service
class Files {

  private final FileStore store;
  private final LeftoverStore leftovers;
  private final Leftovers remover;
  private final CdnPurge cdn;
  private final ContentUrls urls;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Files(
      FileStore store,
      LeftoverStore leftovers,
      Leftovers remover,
      CdnPurge cdn,
      ContentUrls urls,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.leftovers = leftovers;
    this.remover = remover;
    this.cdn = cdn;
    this.urls = urls;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  StoredFile get(UUID id, UUID reader) {
    return store.findForReader(id, reader).orElseThrow(Files::notFound);
  }

  /** For whoever has shown a signed address. */
  StoredFile get(UUID id) {
    return store.find(id).orElseThrow(Files::notFound);
  }

  /** Those of a conversation, or one's own; the newest first. */
  Listing<FileView> list(@Nullable UUID conversation, ListRequest request, UUID reader) {
    if (conversation == null) {
      return store.ofOwner(reader, request);
    }
    if (store.standing(conversation, reader) == FileStore.Standing.NONE) {
      throw Conversations.notFound();
    }
    return store.ofConversation(conversation, reader, request);
  }

  void delete(UUID id, IfMatch seen, UUID by) {
    StoredFile file = get(id, by);
    if (!file.ownerId().equals(by) && !store.ownsConversation(file.conversationId(), by)) {
      throw ProblemException.forbidden(
          "file.owner_only", "Its owner deletes a file, or the conversation's owner.");
    }
    // nobody reads what is no file any more, so the bytes may go later
    transactions.executeWithoutResult(
        status -> {
          store.lock(id).ifPresent(held -> seen.require(FileView.of(held, urls)));
          if (store.delete(id)) {
            leftovers.add(id, clock.instant());
            if (file.conversationId() != null && file.messageId() != null) {
              events.publishEvent(new Attachments.Removed(file.conversationId()));
            }
          }
        });
    remover.remove(id);
    cdn.purge(id);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound(
        "file.not_found", "There is no such file among those you may read.");
  }
}
