package dev.parley.gateway.headers;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/** Gives the bare refusals of the server a body that says why. */
@Sharable
final class RefusingHandler extends ChannelOutboundHandlerAdapter {

  private final Refusals refusals;

  RefusingHandler(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whoever waits has given the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(
        message instanceof FullHttpResponse full && isBare(full) && !isHead(context)
            ? described(full)
            : message,
        promise);
  }

  private FullHttpResponse described(FullHttpResponse bare) {
    byte[] body = refusals.describe(new NettyAnswer(bare));
    if (body == null) {
      return bare;
    }
    HttpHeaders headers = bare.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    bare.release();
    return new DefaultFullHttpResponse(
        bare.protocolVersion(),
        bare.status(),
        Unpooled.wrappedBuffer(body),
        headers,
        bare.trailingHeaders());
  }

  private static boolean isBare(FullHttpResponse answer) {
    return answer.status().code() >= 400
        && !answer.content().isReadable()
        && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
  }

  private static boolean isHead(ChannelHandlerContext context) {
    return ChannelOperations.get(context.channel()) instanceof HttpServerRequest request
        && HttpMethod.HEAD.equals(request.method());
  }

  /** An answer as Netty has it. */
  private record NettyAnswer(FullHttpResponse response) implements OutgoingAnswer {

    @Override
    public int status() {
      return response.status().code();
    }

    @Override
    public @Nullable String header(String name) {
      return response.headers().get(name);
    }

    @Override
    public void set(String name, String value) {
      response.headers().set(name, value);
    }

    @Override
    public void add(String name, String value) {
      response.headers().add(name, value);
    }
  }
}
