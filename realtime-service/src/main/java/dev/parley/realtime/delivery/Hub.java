package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.Visibility;
import dev.parley.realtime.membership.MembershipChange;
import dev.parley.realtime.membership.Memberships;
import dev.parley.realtime.membership.Place;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is connected here and who of them may see an event. One lock covers memberships, positions
 * and welcomes: an event is either before a connection's welcome, and inside its cursor, or after
 * it, and delivered. Nothing under the lock waits for anything.
 */
@Component
public final class Hub {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UUID, Presence> users = new HashMap<>();
  private final Index<Presence> conversations = new Index<>();
  private final Index<Presence> projects = new Index<>();
  private final Index<Recipient> watchers = new Index<>();
  private final Index<Recipient> sessions = new Index<>();
  private final Positions positions = new Positions();

  /**
   * First step of joining: from now on changes that concern the user are kept for it.
   *
   * @return null where the user has {@code limit} connections already
   */
  public @Nullable Seat reserve(UUID userId, @Nullable UUID sessionId, Recipient who, int limit) {
    return locked(
        () -> {
          Presence user = users.computeIfAbsent(userId, Presence::new);
          if (user.seats >= limit) {
            return null;
          }
          user.seats++;
          if (sessionId != null) {
            sessions.add(sessionId, who);
          }
          return new Seat(this, user, sessionId, who);
        });
  }

  /** Last step of joining: {@code welcome} is written before any event that follows. */
  void open(Seat seat, Memberships loaded, Function<Standing, ByteBuf> welcome) {
    lock.lock();
    try {
      if (seat.left) {
        return;
      }
      if (!seat.user.loaded) {
        seat.user.load(loaded);
        seat.user.conversations.forEach(id -> conversations.add(id, seat.user));
        seat.user.projects.forEach(id -> projects.add(id, seat.user));
      }
      seat.user.live.add(seat.who);
      tell(seat, welcome);
    } finally {
      lock.unlock();
    }
  }

  void resume(Seat seat, Function<Standing, ByteBuf> answer) {
    lock.lock();
    try {
      if (seat.user.live.contains(seat.who)) {
        tell(seat, answer);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(Seat seat, Function<Standing, ByteBuf> what) {
    var standing = new Standing(positions.cursor(), Set.copyOf(seat.user.conversations));
    seat.who.queue().add(what.apply(standing), List.of(seat.who));
  }

  void leave(Seat seat) {
    lock.lock();
    try {
      if (seat.left) {
        return;
      }
      seat.left = true;
      seat.watched.forEach(id -> watchers.remove(id, seat.who));
      if (seat.sessionId != null) {
        sessions.remove(seat.sessionId, seat.who);
      }
      Presence user = seat.user;
      user.live.remove(seat.who);
      if (--user.seats == 0) {
        users.remove(user.userId);
        user.conversations.forEach(id -> conversations.remove(id, user));
        user.projects.forEach(id -> projects.remove(id, user));
      }
    } finally {
      lock.unlock();
    }
  }

  void watch(Seat seat, Set<UUID> conversationIds) {
    lock.lock();
    try {
      if (!seat.left) {
        seat.watched.forEach(id -> watchers.remove(id, seat.who));
        seat.watched = conversationIds;
        conversationIds.forEach(id -> watchers.add(id, seat.who));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves on past one event.
   *
   * @return who is to get it, and the cursor behind it
   */
  public Audience advance(int partition, long offset, @Nullable ChatEvent event) {
    return locked(
        () -> {
          positions.passed(partition, offset);
          Set<Recipient> who = event == null ? Set.of() : audience(event, offset);
          return new Audience(who, who.isEmpty() ? "" : positions.cursor());
        });
  }

  /** What is to be closed because its session is over. */
  public Set<Recipient> ofSession(UUID sessionId) {
    return locked(() -> Set.copyOf(sessions.at(sessionId)));
  }

  public void startAt(int partition, long offset) {
    locked(
        () -> {
          positions.passed(partition, offset - 1);
          return offset;
        });
  }

  private Set<Recipient> audience(ChatEvent event, long offset) {
    Set<Recipient> who = new HashSet<>();
    switch (event) {
      case ChatEvent.ConversationCreated created -> {
        readers(created, who);
        user(created.ownerId(), who);
      }
      case ChatEvent.ConversationUpdated updated -> readers(updated, who);
      case ChatEvent.MessagePosted posted -> readers(posted, who);
      case ChatEvent.MessageChanged changed -> readers(changed, who);
      case ChatEvent.MemberAdded added -> {
        change(Place.CONVERSATION, added.conversationId(), added.userId(), true, offset);
        readers(added, who);
        user(added.userId(), who);
      }
      case ChatEvent.MemberRemoved removed -> {
        readers(removed, who);
        user(removed.userId(), who);
        change(Place.CONVERSATION, removed.conversationId(), removed.userId(), false, offset);
      }
      case ChatEvent.ProjectMemberAdded added -> {
        change(Place.PROJECT, added.projectId(), added.userId(), true, offset);
        projects.at(added.projectId()).forEach(member -> who.addAll(member.live));
        user(added.userId(), who);
      }
      case ChatEvent.ProjectMemberRemoved removed -> {
        projects.at(removed.projectId()).forEach(member -> who.addAll(member.live));
        user(removed.userId(), who);
        change(Place.PROJECT, removed.projectId(), removed.userId(), false, offset);
      }
      case ChatEvent.SessionRevoked _ -> {}
    }
    return event.imported() ? Set.of() : who;
  }

  private void readers(ChatEvent.InConversation event, Set<Recipient> who) {
    conversations.at(event.conversationId()).forEach(member -> who.addAll(member.live));
    UUID project = event.projectId();
    if (event.visibility() == Visibility.PROJECT && project != null) {
      projects.at(project).forEach(member -> who.addAll(member.live));
    }
    if (event.visibility() == Visibility.PUBLIC) {
      who.addAll(watchers.at(event.conversationId()));
    }
  }

  private void user(UUID userId, Set<Recipient> who) {
    Presence user = users.get(userId);
    if (user != null) {
      who.addAll(user.live);
    }
  }

  private void change(Place place, UUID placeId, UUID userId, boolean member, long offset) {
    Presence user = users.get(userId);
    if (user == null) {
      return;
    }
    user.change(new MembershipChange(place, placeId, userId, member, offset));
    if (user.loaded) {
      Index<Presence> index = place == Place.CONVERSATION ? conversations : projects;
      if (member) {
        index.add(placeId, user);
      } else {
        index.remove(placeId, user);
      }
    }
  }

  private <T extends @Nullable Object> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
