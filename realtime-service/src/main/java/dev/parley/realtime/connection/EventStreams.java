package dev.parley.realtime.connection;

import dev.parley.platform.problem.ProblemException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** {@code /api/v1/events}: what a WebSocket hears, for clients that have none. */
@Component
final class EventStreams implements Entrance {

  private static final String WATCH = "watch";

  private final Room room;
  private final Refusals refusals;
  private final ConnectionFactory factory;

  EventStreams(Room room, Refusals refusals, ConnectionFactory factory) {
    this.room = room;
    this.refusals = refusals;
    this.factory = factory;
  }

  @Override
  public void answer(ChannelHandlerContext context, HttpRequest request) {
    try {
      if (TokenInUrl.isIn(request.uri())) {
        throw TokenInUrl.problem("Send it in the header Authorization.");
      }
      requireStream(request);
      Set<UUID> watched = watched(request.uri(), factory.properties().maxWatched());
      String network = room.networkOf(context.channel(), request);
      ProblemException full = room.take(network);
      if (full != null) {
        throw full;
      }
      begin(context.channel(), request, watched, network);
    } catch (ProblemException problem) {
      refusals.send(context, request, problem);
    }
  }

  private void begin(Channel channel, HttpRequest request, Set<UUID> watched, String network) {
    Takeover.leaveOnlyTheCodec(channel);
    EventStream stream = new EventStream(factory, channel, request, refusals, watched);
    var _ = channel.closeFuture().addListener(_ -> factory.connections().closed(stream, network));
    var _ = channel.pipeline().addLast(stream);
    factory.connections().opened(stream);
    stream.begin();
  }

  private static void requireStream(HttpRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      throw ProblemException.of(
          HttpStatus.METHOD_NOT_ALLOWED, "request.method_not_allowed", "Events are read by GET.");
    }
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      throw ProblemException.badRequest(
          "request.invalid", "A stream has no end that is known before; that takes HTTP/1.1.");
    }
  }

  private static Set<UUID> watched(String uri, int most) {
    Set<UUID> watched = new LinkedHashSet<>();
    try {
      for (String list : new QueryStringDecoder(uri).parameters().getOrDefault(WATCH, List.of())) {
        for (String id : list.split(",", -1)) {
          watched.add(UUID.fromString(id));
        }
      }
    } catch (IllegalArgumentException _) {
      throw invalid(most);
    }
    if (watched.size() > most) {
      throw invalid(most);
    }
    return watched;
  }

  private static ProblemException invalid(int most) {
    return ProblemException.badRequest(
        "request.invalid_parameter",
        "'watch' lists at most " + most + " ids of conversations, with commas between.");
  }
}
