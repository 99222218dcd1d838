package dev.parley.realtime.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the web server's own handlers and keeps what goes to {@code /ws}; everything else
 * passes. A connection so kept costs what Netty costs, and is written to as raw bytes.
 */
final class Takeover extends ChannelInboundHandlerAdapter {

  static final String NAME = "parley.takeover";
  private static final String PATH = "/ws";

  private final Handshake handshake;
  private @Nullable HttpRequest kept;

  Takeover(Handshake handshake) {
    this.handshake = handshake;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    HttpRequest request = kept;
    if (request == null && message instanceof HttpRequest first && isOurs(first.uri())) {
      request = kept = first;
    }
    if (request == null) {
      var _ = context.fireChannelRead(message);
      return;
    }
    boolean whole = message instanceof LastHttpContent;
    if (message instanceof HttpContent) {
      ReferenceCountUtil.release(message);
    }
    if (whole) {
      kept = null;
      handshake.answer(context, request);
    }
  }

  private static boolean isOurs(String uri) {
    return uri.equals(PATH) || uri.startsWith(PATH + "?");
  }
}
