package dev.parley.gateway.socket;

import dev.parley.platform.overload.Recall;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

/** One side of a {@link Tunnel}, as the last handler of its channel. */
final class TunnelEnd extends ChannelDuplexHandler {

  private final Tunnel tunnel;
  private final Tunnel.Side side;

  TunnelEnd(Tunnel tunnel, Tunnel.Side side) {
    this.tunnel = tunnel;
    this.side = side;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      tunnel.read(side, bytes);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    tunnel.readComplete(side);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      tunnel.writable(side);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      tunnel.sendAway(Recall.OF_ONE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    tunnel.ended(side);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  /** The web server still ends the answer that became the tunnel; there is nothing left to say. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf) {
      var _ = context.write(message, promise);
    } else {
      ReferenceCountUtil.release(message);
      var _ = promise.trySuccess();
    }
  }
}
