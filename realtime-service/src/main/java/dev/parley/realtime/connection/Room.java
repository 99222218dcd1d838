package dev.parley.realtime.connection;

import dev.parley.platform.overload.Pace;
import dev.parley.platform.problem.ProblemException;
import dev.parley.realtime.stream.StreamState;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether one more connection can be had now. */
@Component
final class Room {

  private static final int RETRY_WITHIN_SECONDS = 10;

  private final StreamState stream;
  private final Pace joins;
  private final Connections connections;
  private final ClientAddresses addresses;

  Room(StreamState stream, Pace joins, Connections connections, ConnectionProperties properties) {
    this.stream = stream;
    this.joins = joins;
    this.connections = connections;
    this.addresses = new ClientAddresses(properties.gateways());
  }

  /** Where somebody connects from, as far as places are counted. */
  String networkOf(Channel channel, HttpRequest request) {
    return addresses.networkOf(channel.remoteAddress(), request.headers());
  }

  /** Null where there is a place; it is taken then, until the connection is closed. */
  @Nullable ProblemException take(String network) {
    if (!stream.caughtUp()) {
      return ProblemException.unavailable(
          "realtime.starting",
          "This instance does not know yet who may see what. Try again.",
          Duration.ofSeconds(1));
    }
    if (joins.isFull(System.nanoTime())) {
      return ProblemException.unavailable(
          "realtime.busy",
          "Many come back at once, and join one after the other. Try again.",
          Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, RETRY_WITHIN_SECONDS)));
    }
    return connections.reserve(network);
  }
}
