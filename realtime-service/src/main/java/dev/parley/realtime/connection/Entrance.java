package dev.parley.realtime.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Where a connection leaves the web server: it is let in, or told why not. */
interface Entrance {

  void answer(ChannelHandlerContext context, HttpRequest request);
}
