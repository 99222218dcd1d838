package dev.parley.search.indexing;

import dev.parley.platform.inbox.Inbox;
import dev.parley.search.access.Memberships;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies events to the tables, a batch in one transaction, together with the memory of having done
 * so. Events are gathered by kind first, so that a batch costs a handful of statements however long
 * it is. Gathering keeps the order that matters: each row is decided by events of one partition,
 * and of those the last one wins.
 */
@Component
class Index {
  private static final String CONSUMER = "search-service";

  private final TransactionTemplate transaction;
  private final Inbox inbox;
  private final Memberships memberships;
  private final ConversationRows conversations;
  private final MessageRows messages;
  private final Progress progress;

  Index(
      TransactionTemplate transaction,
      Inbox inbox,
      Memberships memberships,
      ConversationRows conversations,
      MessageRows messages,
      Progress progress) {
    this.transaction = transaction;
    this.inbox = inbox;
    this.memberships = memberships;
    this.conversations = conversations;
    this.messages = messages;
    this.progress = progress;
  }

  void apply(List<Arrival> arrivals) {
    transaction.executeWithoutResult(
        _ -> {
          List<UUID> ids =
              arrivals.stream()
                  .filter(arrival -> arrival.event().isPresent())
                  .map(arrival -> arrival.envelope().id())
                  .toList();
          Set<UUID> unseen = inbox.unseen(CONSUMER, ids);
          write(
              arrivals.stream()
                  // removed when taken: an event may stand twice in one batch
                  .filter(arrival -> unseen.remove(arrival.envelope().id()))
                  .flatMap(arrival -> arrival.event().stream())
                  .toList());
          progress.advance(arrivals);
        });
  }

  private void write(List<ChatEvent> events) {
    Map<UUID, ChatEvent.ConversationChanged> changed = new LinkedHashMap<>();
    List<Memberships.Step> members = new ArrayList<>();
    List<Memberships.Step> projectMembers = new ArrayList<>();
    List<ChatEvent.MessagePosted> posted = new ArrayList<>();
    for (ChatEvent event : events) {
      switch (event) {
        case ChatEvent.ConversationChanged e -> changed.put(e.id(), e);
        case ChatEvent.MemberAdded(UUID conversation, UUID user) ->
            members.add(new Memberships.Step(user, conversation, true));
        case ChatEvent.MemberRemoved(UUID conversation, UUID user) ->
            members.add(new Memberships.Step(user, conversation, false));
        case ChatEvent.ProjectMemberAdded(UUID project, UUID user) ->
            projectMembers.add(new Memberships.Step(user, project, true));
        case ChatEvent.ProjectMemberRemoved(UUID project, UUID user) ->
            projectMembers.add(new Memberships.Step(user, project, false));
        case ChatEvent.MessagePosted e -> posted.add(e);
      }
    }
    conversations.put(changed.values());
    memberships.ofConversations(members);
    memberships.ofProjects(projectMembers);
    messages.add(posted);
  }
}
