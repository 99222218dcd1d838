package dev.parley.gateway.forward;

import dev.parley.gateway.balancing.Instance;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an instance: one call after the other, each read no faster than it is wanted. All
 * of it happens on the connection's event loop.
 */
final class InstanceConnection extends ChannelInboundHandlerAdapter {

  private final Instance instance;
  private final Kept kept;
  private final Channel channel;
  private @Nullable InstanceCall call;
  private boolean informational;
  private boolean keepAlive;
  private boolean ended;
  private long restsSince;

  InstanceConnection(Instance instance, Kept kept, Channel channel) {
    this.instance = instance;
    this.kept = kept;
    this.channel = channel;
  }

  Instance instance() {
    return instance;
  }

  Channel channel() {
    return channel;
  }

  /**
   * @param since in nanoseconds; who rests for longer may be gone in the next moment
   */
  boolean isFit(long since) {
    return channel.isActive() && restsSince - since > 0;
  }

  /** Answers of whatever is sent from now on are for this call. */
  void carry(InstanceCall next) {
    call = next;
    channel.read();
  }

  void close() {
    call = null;
    var _ = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    InstanceCall current = call;
    if (current == null || !(message instanceof HttpObject object)) {
      // nobody has asked
      ReferenceCountUtil.release(message);
      close();
      return;
    }
    if (object.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      lose(
          new IOException(
              "the instance's answer cannot be read as HTTP", object.decoderResult().cause()));
      return;
    }
    if (message instanceof HttpResponse head) {
      if (head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
        lose(new IOException("the instance switches to a protocol that nobody asked for"));
        return;
      }
      informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      keepAlive = HttpUtil.isKeepAlive(head);
      if (!informational) {
        current.begun(head);
      }
    }
    if (message instanceof HttpContent content) {
      read(content, current);
    }
  }

  private void read(HttpContent content, InstanceCall current) {
    boolean last = content instanceof LastHttpContent;
    if (informational) {
      content.release();
      return;
    }
    if (last) {
      call = null;
      ended = true;
      if (!keepAlive || !current.isSent()) {
        close();
      }
    }
    current.received(content.content(), last);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (ended) {
      // not before: what came in the same read after the end is nobody's answer
      ended = false;
      rest();
    } else if (call != null && call.wantsMore()) {
      channel.read();
    }
  }

  /** Until the next call. */
  void rest() {
    if (channel.isActive()) {
      restsSince = System.nanoTime();
      kept.put(this);
      // to hear when the other end has enough of it
      channel.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (call != null && channel.isWritable()) {
      call.sendOn();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lose(new IOException("the instance closed the connection before its answer ended"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    lose(cause instanceof IOException ? cause : new IOException(cause));
  }

  private void lose(Throwable why) {
    InstanceCall lost = call;
    if (lost == null) {
      kept.remove(this);
    }
    close();
    if (lost != null) {
      lost.failed(why);
    }
  }
}
