package dev.parley.realtime.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;

/** What comes after the last frame. */
final class Ending {

  private Ending() {}

  /** The client's own code; where it gave none, none. */
  static CloseWebSocketFrame answerTo(CloseWebSocketFrame theirs) {
    int code = theirs.statusCode();
    return code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
  }

  static void closeWhenWritten(Channel channel) {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * After a broken frame nothing more can be told apart, the client's good-bye neither; it is read
   * and thrown away, because to close on unread bytes would take our last frame from the client.
   * That nothing more comes from us is the sign for the client to close.
   */
  static void listenNoMore(Channel channel) {
    var decoder = channel.pipeline().get(WebSocketFrameDecoder.class);
    if (decoder != null) {
      var _ = channel.pipeline().remove(decoder);
    }
    var _ =
        channel
            .writeAndFlush(Unpooled.EMPTY_BUFFER)
            .addListener(
                _ -> {
                  var _ = ((DuplexChannel) channel).shutdownOutput();
                });
  }
}
