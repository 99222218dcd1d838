package dev.parley.gateway.forward;

import dev.parley.gateway.balancing.Instance;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * One request at one instance, done when the answer begins. Subscribed to once; what happens,
 * happens on the event loop of the client's connection.
 */
final class InstanceCall extends Mono<Void> implements Subscription {

  /** Hears what becomes of a call. */
  interface Listener {
    void begun(HttpResponse head, AnswerBody body);

    void failed(Throwable why);

    void cancelled();
  }

  private final InstanceConnections connections;
  private final Channel client;
  private final Instance instance;
  private final OutgoingRequest request;
  private final Listener listener;
  private @Nullable CoreSubscriber<? super Void> caller;
  private @Nullable InstanceConnection connection;
  private @Nullable BodySending sending;
  private @Nullable AnswerBody body;
  private boolean decided;
  private boolean sent;

  InstanceCall(
      InstanceConnections connections,
      Channel client,
      Instance instance,
      OutgoingRequest request,
      Listener listener) {
    this.connections = connections;
    this.client = client;
    this.instance = instance;
    this.request = request;
    this.listener = listener;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Void> actual) {
    caller = actual;
    actual.onSubscribe(this);
    onLoop(this::begin);
  }

  private void begin() {
    if (!decided) {
      connections.find(client, instance, this::found);
    }
  }

  private void found(@Nullable InstanceConnection found, @Nullable Throwable failure) {
    if (found == null) {
      failed(failure == null ? new IllegalStateException("no connection") : failure);
    } else if (decided) {
      found.rest();
    } else {
      connection = found;
      found.carry(this);
      send(found.channel());
    }
  }

  private void send(Channel to) {
    Publisher<DataBuffer> content = request.body();
    if (content == null) {
      sent = true;
      var _ =
          to.writeAndFlush(
              new DefaultFullHttpRequest(
                  HttpVersion.HTTP_1_1,
                  request.method(),
                  request.target(),
                  Unpooled.EMPTY_BUFFER,
                  request.headers(),
                  EmptyHttpHeaders.INSTANCE),
              to.voidPromise());
      return;
    }
    var _ =
        to.write(
            new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, request.method(), request.target(), request.headers()),
            to.voidPromise());
    sending = new BodySending(to, () -> sent = true, this::couldNotRead);
    content.subscribe(sending);
  }

  /** The client's body, of which the instance has got a part. */
  private void couldNotRead(Throwable why) {
    if (connection != null) {
      connection.close();
    }
    failed(why);
  }

  boolean isSent() {
    return sent;
  }

  void sendOn() {
    if (sending != null) {
      sending.goOn();
    }
  }

  boolean wantsMore() {
    return body == null || body.wantsMore();
  }

  void begun(HttpResponse head) {
    if (decided || connection == null || caller == null) {
      return;
    }
    decided = true;
    InstanceConnection from = connection;
    body = new AnswerBody(from.channel(), from::close);
    try {
      listener.begun(head, body);
    } catch (RuntimeException e) {
      from.close();
      caller.onError(e);
      return;
    }
    caller.onComplete();
  }

  void received(ByteBuf piece, boolean last) {
    if (last && sending != null && !sent) {
      sending.stop();
    }
    if (body == null) {
      piece.release();
    } else {
      body.add(piece, last);
    }
  }

  void failed(Throwable why) {
    if (sending != null) {
      sending.stop();
    }
    if (body != null) {
      body.fail(why);
    } else if (!decided && caller != null) {
      decided = true;
      listener.failed(why);
      caller.onError(why);
    }
  }

  @Override
  public void request(long n) {
    // nothing is ever passed on but the end
  }

  /** Before the answer has begun; later the body is cancelled. */
  @Override
  public void cancel() {
    onLoop(
        () -> {
          if (!decided) {
            decided = true;
            listener.cancelled();
            if (sending != null) {
              sending.stop();
            }
            if (connection != null) {
              connection.close();
            }
          }
        });
  }

  private void onLoop(Runnable task) {
    if (client.eventLoop().inEventLoop()) {
      task.run();
    } else {
      client.eventLoop().execute(task);
    }
  }
}
