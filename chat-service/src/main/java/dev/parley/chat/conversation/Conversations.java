package dev.parley.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.chat.event.ChatEvent.ConversationCreated;
import dev.parley.chat.event.ChatEvent.ConversationUpdated;
import dev.parley.chat.event.ChatEvent.MemberAdded;
import dev.parley.chat.event.ChatEvent.MemberRemoved;
import dev.parley.chat.event.ChatEvents;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with conversations and their members. */
@Service
public class Conversations {

  private final ConversationStore store;
  private final KnownConversations known;
  private final Characters characters;
  private final ChatEvents events;
  private final Ids ids;
  private final Clock clock;

  Conversations(
      ConversationStore store,
      KnownConversations known,
      Characters characters,
      ChatEvents events,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.known = known;
    this.characters = characters;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** A conversation that is about to be; the one who makes it becomes its owner. */
  public record Draft(
      @Nullable UUID id,
      String title,
      @Nullable UUID projectId,
      @Nullable UUID characterId,
      Visibility visibility,
      List<UUID> memberIds,
      @Nullable JsonNode metadata) {}

  @Transactional
  public Conversation create(Draft draft, UUID owner) {
    requireUsable(draft, owner);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = draft.id() == null ? ids.next() : draft.id();
    if (ids.mayBeThere()) {
      Optional<Conversation> made =
          store.findForReader(id, owner).filter(c -> c.ownerId().equals(owner));
      if (made.isPresent()) {
        return made.get();
      }
    }
    var conversation =
        new Conversation(
            id,
            draft.title(),
            owner,
            draft.projectId(),
            draft.characterId(),
            draft.visibility(),
            false,
            null,
            draft.metadata() == null ? JsonNodeFactory.instance.objectNode() : draft.metadata(),
            List.of(),
            0,
            0,
            0,
            now,
            now);
    try {
      store.insert(conversation);
    } catch (DuplicateKeyException _) {
      throw ProblemException.conflict("conversation.id_taken", "This id is taken. Choose another.");
    } catch (DataIntegrityViolationException _) {
      throw ProblemException.notFound("account.not_found", "This token has no account.");
    }
    events.ofChat(created(conversation));
    add(conversation, owner, "owner");
    draft.memberIds().stream()
        .distinct()
        .filter(member -> !member.equals(owner))
        .forEach(member -> add(conversation, member, "member"));
    if (draft.characterId() == null) {
      return conversation;
    }
    characters.greet(conversation);
    // not from a cache: nobody else is to see it before the commit
    return store.findForReader(conversation.id(), owner).orElseThrow(Conversations::notFound);
  }

  private void requireUsable(Draft draft, UUID owner) {
    UUID project = draft.projectId();
    if (project == null && draft.visibility() == Visibility.PROJECT) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Visibility 'project' needs a project.",
          new FieldError("/project_id", "is required with visibility 'project'"));
    }
    if (project != null
        && !store
            .activeProject(project, owner)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "project.not_found",
                        "There is no such project among those you belong to."))) {
      throw ProblemException.conflict(
          "project.archived", "The project is archived: it takes no new conversations.");
    }
    if (draft.characterId() != null) {
      characters.requireUsable(draft.characterId(), owner);
    }
    List<UUID> unknown = store.unknownAccounts(draft.memberIds());
    if (!unknown.isEmpty()) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Some members do not exist.",
          new FieldError("/member_ids", "unknown: " + unknown));
    }
  }

  KnownConversations.Seen get(UUID id, UUID caller) {
    return known.findForReader(id, caller).orElseThrow(Conversations::notFound);
  }

  Listing<Member> members(UUID id, UUID caller, ListRequest page) {
    get(id, caller);
    return store.members(id, caller, page);
  }

  /**
   * Adds somebody, or hands the conversation over to them: it has one owner.
   *
   * @return what they are now
   */
  @Transactional
  public MemberRole setMember(UUID id, UUID user, MemberRole wanted, UUID by) {
    Conversation conversation = lockedForOwner(id, by, "changes its members");
    if (user.equals(by)) {
      return MemberRole.OWNER;
    }
    if (!store.unknownAccounts(List.of(user)).isEmpty()) {
      throw ProblemException.notFound("account.not_found", "There is nobody with this id.");
    }
    add(conversation, user, "member");
    if (wanted == MemberRole.OWNER) {
      inherit(conversation, user);
    }
    return wanted;
  }

  /** The owner removes anybody; everybody may leave. */
  @Transactional
  public void removeMember(UUID id, UUID user, UUID by) {
    Conversation conversation =
        user.equals(by)
            ? store.lockForReader(id, by).orElseThrow(Conversations::notFound)
            : lockedForOwner(id, by, "changes its members");
    if (conversation.ownerId().equals(user)) {
      throw ProblemException.conflict(
          "conversation.owner_stays", "The owner cannot leave the conversation.");
    }
    if (store.removeMember(id, user)) {
      events.ofChat(
          new MemberRemoved(
              id, user, conversation.projectId(), conversation.visibility().wireName()));
    }
  }

  /**
   * Takes somebody who left a project out of its conversations; those that were theirs become the
   * project owner's.
   */
  public void leaveProject(UUID project, UUID leaver, UUID heir) {
    for (Conversation conversation : store.lockOfProjectMember(project, leaver)) {
      if (conversation.ownerId().equals(leaver)) {
        inherit(conversation, heir);
      }
      store.expelMember(conversation.id(), leaver);
      events.ofChat(
          new MemberRemoved(
              conversation.id(), leaver, project, conversation.visibility().wireName()));
    }
  }

  private void inherit(Conversation conversation, UUID heir) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    add(conversation, heir, "owner");
    store.setOwner(conversation.id(), heir, now);
    events.ofChat(updated(conversation, heir, now));
  }

  /** What is {@code null} stays as it is. */
  record Change(
      @Nullable String title,
      @Nullable Visibility visibility,
      @Nullable Boolean archived,
      @Nullable JsonNode metadata) {}

  @Transactional
  public Conversation update(UUID id, Change change, IfMatch seen, UUID by) {
    Conversation before = lockedForOwner(id, by, "changes it");
    seen.require(before);
    if (change.visibility() == Visibility.PROJECT && before.projectId() == null) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Visibility 'project' needs a project.",
          new FieldError("/visibility", "the conversation belongs to no project"));
    }
    Conversation wanted = before.with(change);
    if (wanted.equals(before)) {
      return before;
    }
    Conversation after = wanted.with(null, null, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    store.update(after);
    events.ofChat(updated(after, after.ownerId(), after.updatedAt()));
    return after;
  }

  private Conversation lockedForOwner(UUID id, UUID caller, String what) {
    Conversation conversation =
        store.lockForReader(id, caller).orElseThrow(Conversations::notFound);
    if (!conversation.ownerId().equals(caller)) {
      throw ProblemException.forbidden(
          "conversation.owner_only", "Only the conversation's owner " + what + ".");
    }
    return conversation;
  }

  private void add(Conversation conversation, UUID user, String role) {
    if (store.addMember(conversation.id(), user, role)) {
      events.ofChat(
          new MemberAdded(
              conversation.id(),
              user,
              role,
              conversation.projectId(),
              conversation.visibility().wireName(),
              false));
    }
  }

  private static ConversationCreated created(Conversation c) {
    return new ConversationCreated(
        c.id(),
        c.title(),
        c.ownerId(),
        c.projectId(),
        c.visibility().wireName(),
        c.archived(),
        c.source(),
        c.metadata(),
        c.createdAt(),
        c.updatedAt(),
        false);
  }

  static ConversationUpdated updated(Conversation c, UUID owner, Instant now) {
    return new ConversationUpdated(
        c.id(),
        c.title(),
        owner,
        c.projectId(),
        c.visibility().wireName(),
        c.archived(),
        c.source(),
        c.metadata(),
        c.createdAt(),
        now);
  }

  public static ProblemException notFound() {
    return ProblemException.notFound(
        "conversation.not_found", "There is no such conversation among those you may read.");
  }
}
