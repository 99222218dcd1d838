package dev.parley.realtime.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the web server's own handlers and keeps what goes to an entrance; everything else
 * passes. A connection so kept costs what Netty costs, and is written to as raw bytes.
 */
final class Takeover extends ChannelInboundHandlerAdapter {

  static final String NAME = "parley.takeover";

  private final Map<String, Entrance> entrances;
  private @Nullable HttpRequest kept;

  Takeover(Map<String, Entrance> entrances) {
    this.entrances = entrances;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    HttpRequest request = kept;
    if (request == null && message instanceof HttpRequest first && entrance(first) != null) {
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
      // another request may lie behind one that was refused, and would take a place for nobody
      if (context.channel().isActive()) {
        Objects.requireNonNull(entrance(request)).answer(context, request);
      }
    }
  }

  private @Nullable Entrance entrance(HttpRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return entrances.get(query < 0 ? uri : uri.substring(0, query));
  }

  /** What the web server put behind us must neither see frames nor time the connection out. */
  static void leaveOnlyTheCodec(Channel channel) {
    boolean behind = false;
    for (Map.Entry<String, ChannelHandler> entry : channel.pipeline().toMap().entrySet()) {
      if (behind || entry.getKey().equals(NAME)) {
        behind = true;
        var _ = channel.pipeline().remove(entry.getKey());
      }
    }
  }
}
