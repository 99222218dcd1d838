package dev.parley.realtime.delivery;

import dev.parley.realtime.membership.Memberships;
import io.netty.buffer.ByteBuf;
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
  boolean left;

  Seat(Hub hub, Presence user, @Nullable UUID sessionId, Recipient who) {
    this.hub = hub;
    this.user = user;
    this.sessionId = sessionId;
    this.who = who;
  }

  public void open(Memberships loaded, Function<Standing, ByteBuf> welcome) {
    hub.open(this, loaded, welcome);
  }

  /** Says where the connection stands, in order with the events around it. */
  public void resume(Function<Standing, ByteBuf> answer) {
    hub.resume(this, answer);
  }

  /** Replaces what was watched before. */
  public void watch(Set<UUID> conversationIds) {
    hub.watch(this, conversationIds);
  }

  public void leave() {
    hub.leave(this);
  }
}
