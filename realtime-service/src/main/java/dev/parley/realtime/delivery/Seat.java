package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.membership.Memberships;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection's place in the hub, from hello until it ends. Fields are the hub's, by its lock.
 */
public final class Seat {

  private final Hub hub;
  final Presence user;
  final @Nullable UUID sessionId;
  final Recipient who;
  Set<UUID> watched = Set.of();
  boolean live;
  boolean left;

  Seat(Hub hub, Presence user, @Nullable UUID sessionId, Recipient who) {
    this.hub = hub;
    this.user = user;
    this.sessionId = sessionId;
    this.who = who;
  }

  /** From now on it is known what the user may see; nothing is told yet. */
  public void enter(Memberships loaded) {
    hub.enter(this, loaded);
  }

  /** Of which it may hear something, those that it asked for itself first. */
  Set<UUID> conversations() {
    if (watched.isEmpty()) {
      return user.conversations;
    }
    Set<UUID> all = new LinkedHashSet<>(watched);
    all.addAll(user.conversations);
    return all;
  }

  /** Says these frames, and then whatever happens. */
  public void open(Function<Standing, List<Frame>> beginning) {
    hub.open(this, beginning);
  }

  /** Says them in order with the events around them. */
  public void say(Function<Standing, List<Frame>> frames) {
    hub.say(this, frames);
  }

  /** Like {@link #say}, and on the connection's own loop something is done just before. */
  public void say(Runnable before, Function<Standing, List<Frame>> frames) {
    hub.say(this, before, frames);
  }

  /** Tells a part of what came after; with the last part the frames that close it. */
  public Missed catchUp(Cursor from, Function<Standing, List<Frame>> end) {
    return hub.catchUp(this, from, end);
  }

  public UUID userId() {
    return user.userId;
  }

  /** What is out of date soon; left out where much waits. */
  public void pass(Frame frame) {
    hub.pass(this, frame);
  }

  /** Whether the user may write there, as far as is known here. */
  public boolean takesPartIn(UUID conversation) {
    return hub.takesPart(this, conversation);
  }

  /** Some of them, where there are more. */
  public Set<UUID> conversations(int most) {
    return hub.conversationsOf(this, most);
  }

  /** Whether the user may see this now, which happened before. */
  public Hindsight hindsight(ChatEvent event) {
    return hub.hindsight(this, event);
  }

  /** Replaces what was watched before. */
  public void watch(Set<UUID> conversationIds) {
    hub.watch(this, conversationIds);
  }

  public void leave() {
    hub.leave(this);
  }
}
