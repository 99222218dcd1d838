package dev.parley.realtime.connection;

import dev.parley.realtime.connection.Doorkeeper.Refused;
import dev.parley.realtime.delivery.Hub;
import dev.parley.realtime.delivery.Seat;
import dev.parley.realtime.membership.MembershipStore;
import dev.parley.realtime.membership.Memberships;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
  private final Frames frames;
  private final ConnectionProperties properties;
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

  Joining(
      Doorkeeper doorkeeper,
      Hub hub,
      MembershipStore memberships,
      Frames frames,
      ConnectionProperties properties) {
    this.doorkeeper = doorkeeper;
    this.hub = hub;
    this.memberships = memberships;
    this.frames = frames;
    this.properties = properties;
  }

  void join(Connection connection, @Nullable String token, @Nullable String cursor) {
    blocking.execute(
        () ->
            refusing(
                connection,
                () -> {
                  Access access = doorkeeper.verify(token);
                  Seat seat = reserve(connection, access);
                  connection.seated(seat, access);
                  doorkeeper.requireNotRevoked(access);
                  Memberships loaded = memberships.of(access.caller().userId());
                  seat.open(
                      loaded,
                      standing -> {
                        ByteBuf welcome =
                            frames.welcome(
                                connection.id(), properties.heartbeat().toMillis(), standing);
                        return cursor == null
                            ? welcome
                            : Unpooled.wrappedBuffer(welcome, frames.resumed(standing, cursor));
                      });
                }));
  }

  /** Another token of the same user and session keeps the connection open for longer. */
  void renew(Connection connection, Access before, @Nullable String token) {
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

  private Seat reserve(Connection connection, Access access) throws Refused {
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

  private static void refusing(Connection connection, Step step) {
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
