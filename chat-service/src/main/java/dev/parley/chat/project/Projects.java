package dev.parley.chat.project;

import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.conversation.Conversations;
import dev.parley.chat.conversation.Member;
import dev.parley.chat.conversation.MemberRole;
import dev.parley.chat.conversation.Visibility;
import dev.parley.chat.event.ChatEvent.ProjectMemberAdded;
import dev.parley.chat.event.ChatEvent.ProjectMemberRemoved;
import dev.parley.chat.event.ChatEvent.ProjectUpdated;
import dev.parley.chat.event.ChatEvents;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
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

/** What can be done with projects. Each begins with a conversation that all its members read. */
@Service
public class Projects {

  private final ProjectStore store;
  private final Conversations conversations;
  private final ChatEvents events;
  private final Ids ids;
  private final Clock clock;

  Projects(
      ProjectStore store, Conversations conversations, ChatEvents events, Ids ids, Clock clock) {
    this.store = store;
    this.conversations = conversations;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  public Project create(
      @Nullable UUID wanted, String name, @Nullable String description, UUID owner) {
    Instant now = now();
    UUID id = wanted == null ? ids.next() : wanted;
    if (ids.mayBeThere()) {
      Optional<Project> made =
          store.findForMember(id, owner).filter(p -> p.ownerId().equals(owner));
      if (made.isPresent()) {
        return made.get();
      }
    }
    try {
      store.insert(new Project(id, name, description, owner, true, null, now, now));
    } catch (DuplicateKeyException _) {
      throw ProblemException.conflict("project.id_taken", "This id is taken. Choose another.");
    } catch (DataIntegrityViolationException _) {
      throw ProblemException.notFound("account.not_found", "This token has no account.");
    }
    store.addMember(id, owner, "owner");
    events.ofChat(new ProjectMemberAdded(id, owner, "owner"));
    Conversation general = beginning(id, name, owner);
    store.setDefaultConversation(id, general.id());
    Project made = new Project(id, name, description, owner, true, general.id(), now, now);
    tell(made);
    return made;
  }

  /** Where those post who name a project and no conversation; made if there is none. */
  @Transactional
  public UUID defaultConversation(UUID projectId, UUID caller) {
    Project project =
        store.findForMember(projectId, caller).orElseThrow(ProjectController::notFound);
    if (project.defaultConversationId() != null) {
      return project.defaultConversationId();
    }
    Project locked =
        store.lockForMember(projectId, caller).orElseThrow(ProjectController::notFound);
    if (locked.defaultConversationId() != null) {
      return locked.defaultConversationId();
    }
    UUID made = beginning(projectId, locked.name(), locked.ownerId()).id();
    store.setDefaultConversation(projectId, made);
    return made;
  }

  private Conversation beginning(UUID project, String name, UUID owner) {
    return conversations.create(
        new Conversations.Draft(null, name, project, null, Visibility.PROJECT, List.of(), null),
        owner);
  }

  /** What is {@code null} stays as it is. */
  record Change(@Nullable String name, @Nullable String description, @Nullable Boolean isActive) {}

  @Transactional
  public Project update(UUID id, Change change, IfMatch seen, UUID by) {
    Project before = requireOwner(id, by, "changes it");
    seen.require(before);
    Project after =
        new Project(
            id,
            change.name() == null ? before.name() : change.name(),
            change.description() == null ? before.description() : change.description(),
            before.ownerId(),
            change.isActive() == null ? before.isActive() : change.isActive(),
            before.defaultConversationId(),
            before.createdAt(),
            before.updatedAt());
    if (after.equals(before)) {
      return before;
    }
    Project written = after.ownedBy(before.ownerId(), now());
    updated(written);
    return written;
  }

  private void updated(Project project) {
    store.update(project);
    tell(project);
  }

  private void tell(Project project) {
    events.ofChat(
        new ProjectUpdated(
            project.id(),
            project.name(),
            project.description(),
            project.ownerId(),
            project.isActive(),
            project.createdAt(),
            project.updatedAt()));
  }

  Project get(UUID id, UUID caller) {
    return store.findForMember(id, caller).orElseThrow(ProjectController::notFound);
  }

  Listing<Member> members(UUID id, ListRequest request, UUID caller) {
    Project project = get(id, caller);
    return store.members(project.id(), request, caller);
  }

  /**
   * Adds somebody, or hands the project over to them: it has one owner.
   *
   * @return what they are now
   */
  @Transactional
  public MemberRole setMember(UUID projectId, UUID userId, MemberRole wanted, UUID by) {
    Project project = requireOwner(projectId, by, "changes who belongs to it");
    if (userId.equals(by)) {
      return MemberRole.OWNER;
    }
    try {
      if (store.addMember(projectId, userId, "member")) {
        events.ofChat(new ProjectMemberAdded(projectId, userId, "member"));
      }
    } catch (DataIntegrityViolationException _) {
      throw ProblemException.notFound("account.not_found", "There is nobody with this id.");
    }
    if (wanted == MemberRole.OWNER) {
      store.setOwner(projectId, userId);
      updated(project.ownedBy(userId, now()));
    }
    return wanted;
  }

  /**
   * The owner sends somebody away, or a member leaves. Nothing of the project stays with whoever
   * leaves it: not what they started in it either.
   */
  @Transactional
  public void removeMember(UUID projectId, UUID userId, UUID by) {
    Project project =
        userId.equals(by)
            ? requireMember(projectId, by)
            : requireOwner(projectId, by, "changes who belongs to it");
    if (project.ownerId().equals(userId)) {
      throw ProblemException.conflict("project.owner_stays", "The owner cannot leave the project.");
    }
    if (store.removeMember(projectId, userId)) {
      events.ofChat(new ProjectMemberRemoved(projectId, userId));
      conversations.leaveProject(projectId, userId, project.ownerId());
    }
  }

  private Project requireMember(UUID projectId, UUID caller) {
    return store.lockForMember(projectId, caller).orElseThrow(ProjectController::notFound);
  }

  private Project requireOwner(UUID projectId, UUID caller, String what) {
    Project project = requireMember(projectId, caller);
    if (!project.ownerId().equals(caller)) {
      throw ProblemException.forbidden(
          "project.owner_only", "Only the project's owner " + what + ".");
    }
    return project;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
