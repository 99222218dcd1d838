package dev.parley.gateway.forward;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.CoreSubscriber;

/** Sends a client's body on, no faster than the instance takes it. */
final class BodySending implements CoreSubscriber<DataBuffer> {

  private final Channel to;
  private final Runnable done;
  private final Consumer<Throwable> failed;
  private @Nullable Subscription from;
  private boolean waits;
  private boolean stopped;

  BodySending(Channel to, Runnable done, Consumer<Throwable> failed) {
    this.to = to;
    this.done = done;
    this.failed = failed;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    from = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(DataBuffer buffer) {
    if (stopped) {
      DataBufferUtils.release(buffer);
      return;
    }
    var _ =
        to.writeAndFlush(
            new DefaultHttpContent(NettyDataBufferFactory.toByteBuf(buffer)), to.voidPromise());
    if (to.isWritable()) {
      next();
    } else {
      waits = true;
    }
  }

  /** There is room again. */
  void goOn() {
    if (waits) {
      waits = false;
      next();
    }
  }

  private void next() {
    if (from != null) {
      from.request(1);
    }
  }

  /** Nobody is going to read the rest. */
  void stop() {
    if (!stopped) {
      stopped = true;
      if (from != null) {
        from.cancel();
      }
    }
  }

  @Override
  public void onComplete() {
    if (!stopped) {
      stopped = true;
      done.run();
      var _ = to.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, to.voidPromise());
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!stopped) {
      stopped = true;
      failed.accept(failure);
    }
  }
}
