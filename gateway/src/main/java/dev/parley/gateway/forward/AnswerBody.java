package dev.parley.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The body of an instance's answer, read from the connection no faster than somebody asks for it:
 * what waits here is what one read brought. Whoever gets a piece releases it.
 */
final class AnswerBody extends Flux<ByteBuf> implements Subscription {

  private final Channel channel;
  private final Runnable giveUp;
  private final Queue<ByteBuf> waiting = new ArrayDeque<>(2);
  private @Nullable CoreSubscriber<? super ByteBuf> reader;
  private @Nullable Throwable failure;
  private long wanted;
  private boolean ended;
  private boolean over;
  private boolean handingOn;

  /**
   * @param giveUp nobody will read the rest
   */
  AnswerBody(Channel channel, Runnable giveUp) {
    this.channel = channel;
    this.giveUp = giveUp;
  }

  /** All of it at once, for short ones. */
  WholeBody whole() {
    return new WholeBody(this);
  }

  @Override
  public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
    if (reader != null) {
      Operators.error(actual, new IllegalStateException("a body is read once"));
      return;
    }
    reader = actual;
    actual.onSubscribe(this);
    onLoop(this::handOn);
  }

  @Override
  public void request(long n) {
    onLoop(
        () -> {
          wanted = Operators.addCap(wanted, n);
          handOn();
        });
  }

  @Override
  public void cancel() {
    onLoop(this::abandon);
  }

  /** Where it has not ended by now, it is not going to be read. */
  void abandon() {
    if (!over) {
      over = true;
      waiting.forEach(ByteBuf::release);
      waiting.clear();
      if (!ended) {
        giveUp.run();
      }
    }
  }

  void add(ByteBuf piece, boolean last) {
    if (over || !piece.isReadable()) {
      piece.release();
    } else {
      waiting.add(piece);
    }
    ended |= last;
    handOn();
  }

  void fail(Throwable why) {
    if (!ended) {
      ended = true;
      failure = why;
      handOn();
    }
  }

  boolean wantsMore() {
    return !ended && !over && waiting.isEmpty() && (reader == null || wanted > 0);
  }

  private void handOn() {
    CoreSubscriber<? super ByteBuf> to = reader;
    if (to == null || handingOn || over) {
      return;
    }
    handingOn = true;
    try {
      while (wanted > 0 && !over && !waiting.isEmpty()) {
        wanted--;
        to.onNext(waiting.remove());
      }
      if (ended && !over && waiting.isEmpty()) {
        over = true;
        if (failure == null) {
          to.onComplete();
        } else {
          to.onError(failure);
        }
      }
    } finally {
      handingOn = false;
    }
    if (wantsMore()) {
      channel.read();
    }
  }

  private void onLoop(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
    } else {
      channel.eventLoop().execute(task);
    }
  }
}
