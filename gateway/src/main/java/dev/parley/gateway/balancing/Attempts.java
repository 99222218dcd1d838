package dev.parley.gateway.balancing;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.cloud.gateway.support.NotFoundException;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One request at one instance after the other, until one has begun to answer. A subscriber of its
 * own, since every request passes here: operators for what nearly never happens would cost each.
 */
final class Attempts extends Mono<Void> {

  /** What is to be done with an instance. */
  interface Call {
    Mono<Void> at(Instance instance);
  }

  private final Routing routing;
  private final Retries retries;
  private final boolean harmless;
  private final Call call;

  /**
   * @param harmless to do twice
   */
  Attempts(Routing routing, Retries retries, boolean harmless, Call call) {
    this.routing = routing;
    this.retries = retries;
    this.harmless = harmless;
    this.call = call;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Void> client) {
    retries.begun();
    var attempt = new Attempt(client);
    client.onSubscribe(attempt);
    attempt.begin(null);
  }

  private final class Attempt implements CoreSubscriber<Void>, Subscription {

    private final CoreSubscriber<? super Void> client;
    private final AtomicReference<@Nullable Subscription> current = new AtomicReference<>();
    private final AtomicReference<@Nullable Instance> at = new AtomicReference<>();
    private Met met = new Met();
    private int tries;

    Attempt(CoreSubscriber<? super Void> client) {
      this.client = client;
    }

    /**
     * @param failure of the try before
     */
    void begin(@Nullable Throwable failure) {
      long now = System.nanoTime();
      Instance next = routing.service().choose(routing.balance(), met, now);
      if (next == null && failure != null && Failure.of(failure) == Failure.BROKEN_OFF) {
        // all have been met; what broke off once may have been an old connection
        met = new Met();
        next = routing.service().choose(routing.balance(), met, now);
      }
      if (next == null) {
        client.onError(failure == null ? nobody() : failure);
        return;
      }
      tries++;
      met.add(next);
      next.enter();
      at.set(next);
      call.at(next).subscribe(this);
    }

    private Throwable nobody() {
      return NotFoundException.create(false, "no instance of " + routing.service().name());
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      if (swap(subscription)) {
        subscription.request(Long.MAX_VALUE);
      }
    }

    /** False where the client has gone meanwhile. */
    private boolean swap(Subscription subscription) {
      Subscription before = current.get();
      if (!Operators.cancelledSubscription().equals(before)
          && current.compareAndSet(before, subscription)) {
        return true;
      }
      subscription.cancel();
      leave();
      return false;
    }

    @Override
    public void onNext(Void nothing) {
      // there is none
    }

    @Override
    public void onComplete() {
      Instance instance = leave();
      if (instance != null) {
        instance.answered();
      }
      client.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      Instance instance = leave();
      Failure kind = Failure.of(failure);
      if (instance != null && kind != Failure.OTHER) {
        instance.failed(System.nanoTime());
      }
      if (retries.mayTryAgain(kind, tries, harmless)) {
        begin(failure);
      } else {
        client.onError(failure);
      }
    }

    private @Nullable Instance leave() {
      Instance instance = at.getAndSet(null);
      if (instance != null) {
        instance.leave();
      }
      return instance;
    }

    @Override
    public void request(long n) {
      // nothing is ever passed on but the end
    }

    @Override
    public void cancel() {
      Subscription before = current.getAndSet(Operators.cancelledSubscription());
      if (before != null) {
        before.cancel();
      }
      leave();
    }

    @Override
    public Context currentContext() {
      return client.currentContext();
    }
  }
}
