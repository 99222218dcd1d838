package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.membership.MembershipChange;
import dev.parley.realtime.membership.Memberships;
import dev.parley.realtime.membership.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is connected here, and where they belong. Is the hub's, under its lock. */
final class People {

  private final Map<UUID, Presence> users = new HashMap<>();
  private final Index<Presence> conversations = new Index<>();
  private final Index<Presence> projects = new Index<>();
  private final Index<Seat> watchers = new Index<>();
  private final Index<Recipient> sessions = new Index<>();
  private final Rooms rooms = new Rooms();
  private final Openings openings = new Openings();

  /** Null where the user has that many connections already. */
  @Nullable Seat reserve(Hub hub, UUID userId, @Nullable UUID sessionId, Recipient who, int limit) {
    Presence user = users.computeIfAbsent(userId, Presence::new);
    if (user.seats >= limit) {
      return null;
    }
    user.seats++;
    if (sessionId != null) {
      sessions.add(sessionId, who);
    }
    return new Seat(hub, user, sessionId, who);
  }

  void enter(Seat seat, Memberships loaded) {
    if (!seat.left && !seat.user.loaded) {
      seat.user.load(loaded);
      seat.user.conversations.forEach(id -> conversations.add(id, seat.user));
      seat.user.projects.forEach(id -> projects.add(id, seat.user));
    }
  }

  void goLive(Seat seat) {
    seat.live = true;
    seat.user.live.add(seat.who);
    seat.watched.forEach(rooms::changed);
    peopleChanged(seat.user);
  }

  private void peopleChanged(Presence user) {
    if (user.projects.isEmpty()) {
      user.conversations.forEach(rooms::changed);
    } else {
      rooms.changed();
    }
  }

  void leave(Seat seat) {
    if (seat.left) {
      return;
    }
    seat.left = true;
    seat.watched.forEach(id -> unwatch(seat, id));
    if (seat.sessionId != null) {
      sessions.remove(seat.sessionId, seat.who);
    }
    Presence user = seat.user;
    user.live.remove(seat.who);
    peopleChanged(user);
    if (--user.seats == 0) {
      users.remove(user.userId);
      user.conversations.forEach(id -> conversations.remove(id, user));
      user.projects.forEach(id -> projects.remove(id, user));
    }
  }

  /** Rooms that stay watched stay as they are known: whoever watches again and again costs none. */
  void watch(Seat seat, Set<UUID> conversationIds) {
    if (!seat.left) {
      Set<UUID> before = seat.watched;
      seat.watched = conversationIds;
      before.stream().filter(id -> !conversationIds.contains(id)).forEach(id -> unwatch(seat, id));
      conversationIds.stream()
          .filter(id -> !before.contains(id))
          .forEach(
              id -> {
                watchers.add(id, seat);
                rooms.changed(id);
              });
    }
  }

  private void unwatch(Seat seat, UUID conversation) {
    watchers.remove(conversation, seat);
    rooms.changed(conversation);
  }

  Set<Recipient> ofSession(UUID sessionId) {
    return Set.copyOf(sessions.at(sessionId));
  }

  boolean takesPart(Seat seat, UUID conversation) {
    return !seat.left && partIn(conversation).includes(seat);
  }

  List<Addressees> takingPartIn(UUID conversation) {
    Reach reach = partIn(conversation);
    return rooms.at(conversation, reach, () -> those(reach));
  }

  /** Watching is not taking part. */
  private Reach partIn(UUID conversation) {
    Reach open = openings.of(conversation);
    return new Reach(conversation, open == null ? null : open.project(), null, false);
  }

  Hindsight hindsight(Seat seat, Reach reach) {
    return reach.inHindsight(seat, openings);
  }

  List<Addressees> membersOf(Collection<UUID> conversationIds) {
    Set<Recipient> who = new HashSet<>();
    conversationIds.forEach(id -> conversations.at(id).forEach(member -> who.addAll(member.live)));
    return Addressees.byLoop(who);
  }

  List<Addressees> everybody() {
    return Addressees.byLoop(users.values().stream().flatMap(u -> u.live.stream()).toList());
  }

  /** What the event changes is changed: who is added hears of it, and who is removed. */
  List<Addressees> audience(ChatEvent event, long offset) {
    openings.learn(event);
    Reach reach = Reach.of(event);
    return switch (event) {
      case ChatEvent.MemberAdded e -> {
        change(Place.CONVERSATION, e.conversationId(), e.userId(), true, offset);
        yield those(reach);
      }
      case ChatEvent.MemberRemoved e -> {
        List<Addressees> who = those(reach);
        change(Place.CONVERSATION, e.conversationId(), e.userId(), false, offset);
        yield who;
      }
      case ChatEvent.ProjectMemberAdded e -> {
        change(Place.PROJECT, e.projectId(), e.userId(), true, offset);
        yield those(reach);
      }
      case ChatEvent.ProjectMemberRemoved e -> {
        List<Addressees> who = those(reach);
        change(Place.PROJECT, e.projectId(), e.userId(), false, offset);
        yield who;
      }
      case ChatEvent.InConversation e when reach.user() == null && reach.conversation() != null ->
          rooms.at(e.conversationId(), reach, () -> those(reach));
      case ChatEvent.InConversation _, ChatEvent.ReadAdvanced _, ChatEvent.SessionRevoked _ ->
          those(reach);
    };
  }

  private List<Addressees> those(Reach reach) {
    Set<Recipient> who = new HashSet<>();
    if (reach.conversation() != null) {
      conversations.at(reach.conversation()).forEach(member -> who.addAll(member.live));
      if (reach.open()) {
        watchers.at(reach.conversation()).stream()
            .filter(seat -> seat.live)
            .forEach(seat -> who.add(seat.who));
      }
    }
    if (reach.project() != null) {
      projects.at(reach.project()).forEach(member -> who.addAll(member.live));
    }
    Presence user = reach.user() == null ? null : users.get(reach.user());
    if (user != null) {
      who.addAll(user.live);
    }
    return Addressees.byLoop(who);
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
    if (place == Place.CONVERSATION) {
      rooms.changed(placeId);
    } else {
      rooms.changed();
    }
  }
}
