package dev.parley.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks an instance for a socket. It agrees, and from then on the channel carries frames; or it
 * answers anything else, which is for the client to read.
 */
final class InstanceHandshake extends ChannelInboundHandlerAdapter {

  private static final int LONGEST_REFUSAL = 64 * 1024;

  /** How it ends; exactly one of these is called. */
  interface Outcome {
    void agreed(InstanceHandshake made, HttpResponse answer);

    void refused(HttpResponse answer, byte[] body);

    void failed(Throwable cause);
  }

  private final HttpRequest request;
  private final Outcome outcome;
  private final CompositeByteBuf body = Unpooled.compositeBuffer();
  private final List<ByteBuf> early = new ArrayList<>(0);
  private @Nullable HttpResponse answer;
  private @Nullable ChannelHandlerContext context;
  private boolean over;

  InstanceHandshake(HttpRequest request, Outcome outcome) {
    this.request = request;
    this.outcome = outcome;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var _ =
        context
            .writeAndFlush(request)
            .addListener(
                sent -> {
                  if (!sent.isSuccess()) {
                    fail(context, sent.cause());
                  }
                });
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      switch (message) {
        case HttpResponse head -> {
          answer = head;
          if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            over = true;
            outcome.agreed(this, head);
          }
        }
        case ByteBuf frames when over -> early.add(frames.retain());
        case HttpContent part when !over -> {
          if (body.readableBytes() + part.content().readableBytes() > LONGEST_REFUSAL) {
            fail(context, new IOException("the instance's refusal is too long"));
            return;
          }
          body.addComponent(true, part.content().retain());
          if (message instanceof LastHttpContent) {
            over = true;
            outcome.refused(Objects.requireNonNull(answer), ByteBufUtil.getBytes(body));
            var _ = context.close();
          }
        }
        default -> {
          // the empty end of an answer that agreed
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!over) {
      context.read();
    }
  }

  ChannelInitializer<Channel> initializer() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new HttpClientCodec()).addLast(InstanceHandshake.this);
      }
    };
  }

  Channel channel() {
    return Objects.requireNonNull(context).channel();
  }

  /**
   * @param end gets what comes from now on, and what came right after the answer
   */
  void handOver(TunnelEnd end) {
    ChannelHandlerContext here = Objects.requireNonNull(context);
    ChannelPipeline pipeline = here.pipeline().addLast(end);
    // forwards what it has not decoded
    pipeline.remove(HttpClientCodec.class);
    early.forEach(here::fireChannelRead);
    early.clear();
    here.fireChannelReadComplete();
    pipeline.remove(this);
    if (!here.channel().isActive()) {
      pipeline.fireChannelInactive();
    }
  }

  void abandon() {
    var _ = channel().close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(context, new PrematureChannelClosureException("closed during the handshake"));
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(context, cause);
  }

  private void fail(ChannelHandlerContext context, Throwable cause) {
    if (!over) {
      over = true;
      outcome.failed(cause instanceof IOException ? cause : new IOException("no handshake", cause));
      var _ = context.close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    early.forEach(ReferenceCountUtil::release);
    body.release();
  }
}
