package dev.parley.realtime.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** Counts every frame, fragments and control frames too, before anything is gathered from them. */
final class FrameGate extends ChannelInboundHandlerAdapter {

  private final Connection connection;

  FrameGate(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (connection.admits()) {
      var _ = context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
      if (message instanceof CloseWebSocketFrame) {
        var _ = context.close();
      }
    }
  }
}
