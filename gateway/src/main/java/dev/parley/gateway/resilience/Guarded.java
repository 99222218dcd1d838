package dev.parley.gateway.resilience;

import io.netty.handler.timeout.ReadTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A call behind its {@link Guard}, ended when an answer begins. A subscriber of its own: one
 * operator for each of the guard's parts would cost every request as many.
 */
final class Guarded extends Mono<Void> {

  /** Runs something after a while, unless it is disposed of before. */
  interface Timer {
    Disposable after(long nanos, Runnable task);
  }

  private final Guard guard;
  private final boolean reading;
  private final Mono<Void> call;
  private final Timer timer;
  private final BooleanSupplier sent;

  /**
   * @param sent whether the service has all of the request
   */
  Guarded(Guard guard, boolean reading, Mono<Void> call, Timer timer, BooleanSupplier sent) {
    this.guard = guard;
    this.reading = reading;
    this.call = call;
    this.timer = timer;
    this.sent = sent;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Void> client) {
    Guard.Call entered;
    try {
      entered = guard.enter(reading);
    } catch (RuntimeException refused) {
      Operators.error(client, refused);
      return;
    }
    call.subscribe(new Running(entered, client));
  }

  private final class Running implements CoreSubscriber<Void>, Subscription {

    private final Guard.Call entered;
    private final CoreSubscriber<? super Void> client;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Subscription upstream;
    private @Nullable Disposable deadline;

    Running(Guard.Call entered, CoreSubscriber<? super Void> client) {
      this.entered = entered;
      this.client = client;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      upstream = subscription;
      try {
        deadline = timer.after(guard.deadline().toNanos(), this::tooLate);
      } catch (RuntimeException stopping) {
        // its place must not stay taken
        cancel();
        Operators.error(client, stopping);
        return;
      }
      client.onSubscribe(this);
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Void nothing) {
      // there is none
    }

    @Override
    public void onComplete() {
      if (isFirst()) {
        entered.answered();
        client.onComplete();
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (isFirst()) {
        entered.failed(failure, false);
        client.onError(failure);
      }
    }

    private void tooLate() {
      if (!isFirst()) {
        return;
      }
      if (sent.getAsBoolean()) {
        var failure = new TimeoutException("no answer within " + guard.deadline());
        entered.failed(failure, true);
        stop();
        client.onError(failure);
      } else {
        // the service waits as we do, and has nothing to do with it
        entered.cancelled();
        stop();
        client.onError(ReadTimeoutException.INSTANCE);
      }
    }

    @Override
    public void cancel() {
      if (isFirst()) {
        entered.cancelled();
        stop();
      }
    }

    private boolean isFirst() {
      if (!over.compareAndSet(false, true)) {
        return false;
      }
      if (deadline != null) {
        deadline.dispose();
      }
      return true;
    }

    private void stop() {
      if (upstream != null) {
        upstream.cancel();
      }
    }

    @Override
    public void request(long n) {
      // nothing is ever passed on but the end
    }

    @Override
    public Context currentContext() {
      return client.currentContext();
    }
  }
}
