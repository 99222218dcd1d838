package dev.parley.realtime.presence;

import dev.parley.platform.redis.RedisScript;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * One connection for commands and one that listens. Lettuce mends both by itself once they stand;
 * while they do not, commands fail at once. Nothing here waits but {@link #await}.
 */
@Component
final class RedisLine implements DisposableBean {

  private static final String CHANNEL = "parley:realtime:passing";

  private final LettuceConnectionFactory redis;
  private final PresenceProperties properties;
  private final Counter failures;
  private @Nullable StatefulRedisPubSubConnection<String, String> listening;
  private volatile @Nullable StatefulRedisConnection<String, String> commands;
  private volatile boolean broken;
  private boolean closed;

  RedisLine(LettuceConnectionFactory redis, PresenceProperties properties, MeterRegistry meters) {
    this.redis = redis;
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
      open(heard, lost);
      if (broken) {
        broken = false;
        throw new RedisException("something was lost");
      }
      var _ = await(commands().ping().toCompletableFuture());
    } catch (RedisException e) {
      throw failed(e);
    }
  }

  private synchronized void open(Consumer<String> heard, Runnable lost) {
    if (closed) {
      throw new RedisException("closed");
    }
    RedisClient client = (RedisClient) redis.getRequiredNativeClient();
    if (commands == null) {
      commands = client.connect(StringCodec.UTF8);
    }
    if (listening == null) {
      listening = listen(client, heard, lost);
    }
  }

  private StatefulRedisPubSubConnection<String, String> listen(
      RedisClient client, Consumer<String> heard, Runnable lost) {
    var connection = client.connectPubSub(StringCodec.UTF8);
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> which) {
            broken = true;
            lost.run();
          }
        });
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String message) {
            heard.accept(message);
          }
        });
    try {
      connection.sync().subscribe(CHANNEL);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private RedisAsyncCommands<String, String> commands() {
    var connection = commands;
    if (connection == null) {
      throw new RedisException("not connected yet");
    }
    return connection.async();
  }

  CompletionStage<List<Object>> run(RedisScript script, List<String> keys, String... arguments) {
    try {
      return script.run(commands(), ScriptOutputType.MULTI, keys.toArray(String[]::new), arguments);
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Whether it was said is known later, if anybody asks. */
  CompletionStage<Long> publish(String message) {
    try {
      return commands()
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
  public synchronized void destroy() {
    closed = true;
    if (listening != null) {
      listening.close();
    }
    if (commands != null) {
      commands.close();
    }
  }
}
