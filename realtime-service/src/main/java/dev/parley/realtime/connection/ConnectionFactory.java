package dev.parley.realtime.connection;

import dev.parley.platform.overload.Pace;
import dev.parley.realtime.delivery.DeliveryFigures;
import dev.parley.realtime.presence.Attendance;
import dev.parley.realtime.presence.Typing;
import io.netty.channel.Channel;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all connections share. */
@Component
record ConnectionFactory(
    ConnectionProperties properties,
    Connections connections,
    Frames frames,
    Pace joins,
    Joining joining,
    Attendance attendance,
    Typing typing,
    DeliveryFigures figures,
    Clock clock) {

  Connection create(Channel channel, @Nullable String bearer, @Nullable String lastEventId) {
    return new Connection(this, channel, bearer, lastEventId);
  }
}
