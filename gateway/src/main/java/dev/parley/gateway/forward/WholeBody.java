package dev.parley.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A short body in one piece: most come in one, which is then handed on as it is. */
final class WholeBody extends Mono<ByteBuf> {

  private static final int MOST_PIECES = 64;

  private final AnswerBody body;

  WholeBody(AnswerBody body) {
    this.body = body;
  }

  @Override
  public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
    body.subscribe(new Collecting(body, actual));
  }

  private static final class Collecting implements CoreSubscriber<ByteBuf>, Subscription {

    private final AnswerBody body;
    private final CoreSubscriber<? super ByteBuf> to;
    private @Nullable ByteBuf all;
    private boolean gone;

    Collecting(AnswerBody body, CoreSubscriber<? super ByteBuf> to) {
      this.body = body;
      this.to = to;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      to.onSubscribe(this);
    }

    /** However many are asked for, there is one. */
    @Override
    public void request(long n) {
      body.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuf piece) {
      if (gone) {
        piece.release();
      } else if (all == null) {
        all = piece;
      } else {
        CompositeByteBuf together =
            all instanceof CompositeByteBuf begun
                ? begun
                : Unpooled.compositeBuffer(MOST_PIECES).addComponent(true, all);
        all = together.addComponent(true, piece);
      }
    }

    @Override
    public void onComplete() {
      ByteBuf whole = all;
      all = null;
      if (whole != null) {
        to.onNext(whole);
      }
      to.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      release();
      to.onError(failure);
    }

    @Override
    public void cancel() {
      gone = true;
      release();
      body.cancel();
    }

    private void release() {
      ByteBuf begun = all;
      all = null;
      if (begun != null) {
        begun.release();
      }
    }

    @Override
    public Context currentContext() {
      return to.currentContext();
    }
  }
}
