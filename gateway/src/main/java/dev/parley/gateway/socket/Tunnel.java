package dev.parley.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.overload.Recall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bytes from a client to an instance and back, after both have shaken hands. Nothing is read from
 * one side while the other has not taken enough of what was read before. Both channels belong to
 * one event loop, so nothing here is shared between threads.
 */
final class Tunnel {

  /** Who a channel leads to. */
  enum Side {
    CLIENT,
    INSTANCE;

    Side other() {
      return this == CLIENT ? INSTANCE : CLIENT;
    }
  }

  private static final int GOING_AWAY = 1001;

  private final Channel client;
  private final Channel instance;
  private final SocketSettings settings;
  private final Supplier<Recall> allOfInstance;
  private final Runnable onEnd;
  private final FrameCursor fromInstance = new FrameCursor();
  private Recall recall = Recall.OF_ONE;
  private boolean sentAway;
  private boolean clientIsToldAll;
  private boolean clientIsGone;
  private boolean instanceIsGone;

  /**
   * @param allOfInstance when they come back if all are sent away whom that instance serves
   * @param onEnd called once both sides are closed
   */
  Tunnel(
      Channel client,
      Channel instance,
      SocketSettings settings,
      Supplier<Recall> allOfInstance,
      Runnable onEnd) {
    this.client = client;
    this.instance = instance;
    this.settings = settings;
    this.allOfInstance = allOfInstance;
    this.onEnd = onEnd;
  }

  void begin() {
    client.read();
    instance.read();
  }

  long queued() {
    return queued(client) + queued(instance);
  }

  private static long queued(Channel channel) {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  void read(Side from, ByteBuf bytes) {
    if (from == Side.CLIENT ? instanceIsGone : clientIsToldAll) {
      bytes.release();
    } else if (from == Side.CLIENT) {
      write(instance, bytes);
    } else if (sentAway) {
      int end = fromInstance.pass(bytes, true);
      write(client, bytes.writerIndex(end));
      sayGoodbyeIfBetweenFrames();
    } else {
      fromInstance.pass(bytes);
      write(client, bytes);
    }
  }

  /** What fails here closes the channel, which is heard of. */
  private static void write(Channel to, ByteBuf bytes) {
    var _ = to.write(bytes, to.voidPromise());
  }

  private Channel channel(Side side) {
    return side == Side.CLIENT ? client : instance;
  }

  /** What was read is passed on, and more is read if it went through. */
  void readComplete(Side from) {
    Channel to = channel(from.other());
    to.flush();
    if (instanceIsGone || to.isWritable()) {
      channel(from).read();
    }
  }

  void writable(Side side) {
    channel(side.other()).read();
  }

  /** From any thread. */
  void sendAwaySoon(Recall when) {
    client.eventLoop().execute(() -> sendAway(when));
  }

  /** The client shall come back later, and then to somebody else. */
  void sendAway(Recall when) {
    if (sentAway || clientIsToldAll) {
      return;
    }
    sentAway = true;
    recall = when;
    sayGoodbyeIfBetweenFrames();
    closeLater(client);
    closeLater(instance);
  }

  private void sayGoodbyeIfBetweenFrames() {
    if (fromInstance.betweenFrames() && !clientIsToldAll) {
      clientIsToldAll = true;
      if (!fromInstance.closing()) {
        var _ = client.writeAndFlush(goodbye(), client.voidPromise());
      }
    }
  }

  /** One side is closed: the other gets what is left for it, and is closed too. */
  void ended(Side side) {
    if (side == Side.CLIENT ? clientIsGone : instanceIsGone) {
      return;
    }
    if (side == Side.CLIENT) {
      clientIsGone = true;
    } else {
      instanceIsGone = true;
    }
    if (clientIsGone && instanceIsGone) {
      onEnd.run();
    } else if (clientIsGone) {
      var _ =
          instance.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      closeLater(instance);
    } else {
      if (!sentAway) {
        recall = allOfInstance.get();
      }
      sayGoodbyeIfBetweenFrames();
      // the client answers the good-bye: closing on that would take the good-bye from it
      var _ =
          client
              .writeAndFlush(Unpooled.EMPTY_BUFFER)
              .addListener(
                  _ -> {
                    var _ = ((DuplexChannel) client).shutdownOutput();
                  });
      client.read();
      closeLater(client);
    }
  }

  private void closeLater(Channel channel) {
    long millis = settings.closeWithin().toMillis();
    var closing =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  var _ = channel.close();
                },
                millis,
                TimeUnit.MILLISECONDS);
    var _ = channel.closeFuture().addListener(_ -> closing.cancel(false));
  }

  private ByteBuf goodbye() {
    byte[] reason = ("{\"retry_ms\":" + recall.inMs() + "}").getBytes(UTF_8);
    return Unpooled.buffer(4 + reason.length)
        .writeByte(0x88)
        .writeByte(2 + reason.length)
        .writeShort(GOING_AWAY)
        .writeBytes(reason);
  }
}
