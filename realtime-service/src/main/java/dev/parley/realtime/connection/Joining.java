package dev.parley.realtime.connection;

import dev.parley.realtime.connection.Doorkeeper.Refused;
import dev.parley.realtime.delivery.Cursor;
import dev.parley.realtime.delivery.Frame;
import dev.parley.realtime.delivery.Hub;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.membership.MembershipStore;
import dev.parley.realtime.resume.Resuming;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * From a token to a welcome. The order is what makes it sound: first the hub keeps what happens to
 * this user, then the database is asked, then both are put together.
 */
@Component
final class Joining implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Joining.class);

  private final Doorkeeper doorkeeper;
  private final Hub hub;
  private final MembershipStore memberships;
  private final Resuming resuming;
  private final Frames frames;
  private final ConnectionProperties properties;
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

  Joining(
      Doorkeeper doorkeeper,
      Hub hub,
      MembershipStore memberships,
      Resuming resuming,
      Frames frames,
      ConnectionProperties properties) {
    this.doorkeeper = doorkeeper;
    this.hub = hub;
    this.memberships = memberships;
    this.resuming = resuming;
    this.frames = frames;
    this.properties = properties;
  }

  /**
   * @param cursor where the client was before; null for one that begins
   */
  void join(Guest connection, @Nullable String token, @Nullable String cursor, Set<UUID> watched) {
    blocking.execute(
        () ->
            refusing(
                connection,
                () -> {
                  Access access = doorkeeper.verify(token);
                  Seat seat = reserve(connection, access);
                  connection.seated(seat, access);
                  doorkeeper.requireNotRevoked(access);
                  seat.enter(memberships.of(access.caller().userId()));
                  seat.watch(watched);
                  connection.entered();
                  if (cursor == null) {
                    seat.open(standing -> List.of(welcome(connection, standing.cursor())));
                  } else {
                    resume(connection, seat, Cursor.parse(cursor));
                  }
                  connection.welcomed();
                }));
  }

  private void resume(Guest connection, Seat seat, @Nullable Cursor from) {
    seat.say(
        standing -> List.of(welcome(connection, from == null ? standing.cursor() : from.text())));
    try {
      resuming.resume(seat, connection, from, frames::complete, frames::incomplete);
    } catch (InterruptedException _) {
      // the service stops
      Thread.currentThread().interrupt();
    }
  }

  private Frame welcome(Guest connection, String cursor) {
    return frames.welcome(connection.id(), properties.heartbeat().toMillis(), cursor);
  }

  /** Another token of the same user and session keeps the connection open for longer. */
  void renew(Guest connection, Access before, @Nullable String token) {
    blocking.execute(
        () ->
            refusing(
                connection,
                () -> {
                  Access access = doorkeeper.verify(token);
                  if (!access.caller().userId().equals(before.caller().userId())
                      || !java.util.Objects.equals(
                          access.caller().sessionId(), before.caller().sessionId())) {
                    throw new Refused(Farewell.TOKEN_INVALID);
                  }
                  doorkeeper.requireNotRevoked(access);
                  connection.renewed(access);
                }));
  }

  private Seat reserve(Guest connection, Access access) throws Refused {
    Seat seat =
        hub.reserve(
            access.caller().userId(),
            access.caller().sessionId(),
            connection,
            properties.maxPerUser());
    if (seat == null) {
      throw new Refused(Farewell.TOO_MANY);
    }
    return seat;
  }

  private interface Step {
    void run() throws Refused;
  }

  private static void refusing(Guest connection, Step step) {
    try {
      step.run();
    } catch (Refused e) {
      connection.close(e.farewell);
    } catch (RuntimeException e) {
      log.warn("A connection could not be opened: {}", e.toString());
      connection.close(Farewell.UNAVAILABLE);
    }
  }

  @Override
  public void destroy() {
    blocking.shutdownNow();
  }
}
