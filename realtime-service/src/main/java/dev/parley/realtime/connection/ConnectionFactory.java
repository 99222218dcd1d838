package dev.parley.realtime.connection;

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
    Joining joining,
    Clock clock) {

  Connection create(Channel channel, @Nullable String bearer, @Nullable String lastEventId) {
    return new Connection(this, channel, bearer, lastEventId);
  }
}
