package dev.parley.realtime.presence;

import dev.parley.platform.redis.RedisLink;
import dev.parley.platform.redis.RedisScript;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** What is passing, as Redis knows it and tells it on. Nothing here waits but {@link #await}. */
@Component
final class RedisLine implements DisposableBean {

  private static final String CHANNEL = "parley:realtime:passing";

  private final RedisLink<String> link;
  private final PresenceProperties properties;
  private final Counter failures;
  private volatile boolean broken;

  RedisLine(LettuceConnectionFactory redis, PresenceProperties properties, MeterRegistry meters) {
    this.link =
        new RedisLink<>(
            () -> (RedisClient) redis.getRequiredNativeClient(), StringCodec.UTF8, CHANNEL);
    this.properties = properties;
    this.failures =
        Counter.builder("realtime.redis.failures")
            .description("what Redis did not answer, or not in time")
            .register(meters);
  }

  /**
   * Opens what was never open, and asks whether somebody answers, and whether nothing that was said
   * since the last time may have been lost.
   *
   * @param lost called when what is said cannot be heard
   */
  void check(Consumer<String> heard, Runnable lost) throws Unanswered, InterruptedException {
    try {
      link.open(
          heard,
          () -> {
            broken = true;
            lost.run();
          });
      if (broken) {
        broken = false;
        throw new RedisException("something was lost");
      }
      var _ = await(link.commands().ping().toCompletableFuture());
    } catch (RedisException e) {
      throw failed(e);
    }
  }

  CompletionStage<List<Object>> run(RedisScript script, List<String> keys, String... arguments) {
    return link.run(script, ScriptOutputType.MULTI, keys, arguments);
  }

  /** Whether it was said is known later, if anybody asks. */
  CompletionStage<Long> publish(String message) {
    try {
      return link.commands()
          .publish(CHANNEL, message)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  broken = true;
                  failures.increment();
                }
              });
    } catch (RedisException e) {
      broken = true;
      failures.increment();
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Not for event loops. */
  <T> T await(CompletionStage<T> answer) throws Unanswered, InterruptedException {
    try {
      return answer
          .toCompletableFuture()
          .get(properties.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(e);
    }
  }

  private Unanswered failed(Exception cause) {
    failures.increment();
    return new Unanswered(cause);
  }

  /** Redis is away, or slow. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(Exception cause) {
      super(cause.toString(), cause);
    }

    /** It may only be slow. */
    boolean isLate() {
      return getCause() instanceof TimeoutException
          || (getCause() instanceof ExecutionException e
              && e.getCause() instanceof RedisCommandTimeoutException);
    }
  }

  @Override
  public void destroy() {
    link.close();
  }
}
