package dev.parley.gateway.request;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * HTTP/1.0 has neither upgrades nor chunks (RFC 9110, 7.8, and RFC 9112, 6.1): what has no length
 * ends there with the connection.
 */
final class OldClients extends ChannelDuplexHandler {

  private boolean old;
  private boolean endsWithTheConnection;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      old = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
      if (old) {
        request.headers().remove(HttpHeaderNames.UPGRADE);
      }
    }
    var _ = context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (old && message instanceof HttpResponse head && HttpUtil.isTransferEncodingChunked(head)) {
      head.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      endsWithTheConnection = true;
    }
    boolean last = endsWithTheConnection && message instanceof LastHttpContent;
    var _ =
        context.write(
            message, last ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
  }
}
