package dev.parley.platform.redis;

import dev.parley.platform.trace.Spans;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection for commands and one that listens to a channel. Lettuce mends both by itself once
 * they stand; while they do not, commands fail at once.
 */
public final class RedisLink<V> implements AutoCloseable {

  private final Supplier<RedisClient> client;
  private final RedisCodec<String, V> codec;
  private final String channel;
  private final Spans spans;
  private @Nullable StatefulRedisPubSubConnection<String, String> listening;
  private volatile @Nullable StatefulRedisConnection<String, V> commands;
  private boolean closed;

  public RedisLink(Supplier<RedisClient> client, RedisCodec<String, V> codec, String channel) {
    this(client, codec, channel, Spans.NONE);
  }

  /**
   * @param spans of what is run as part of somebody's request
   */
  public RedisLink(
      Supplier<RedisClient> client, RedisCodec<String, V> codec, String channel, Spans spans) {
    this.client = client;
    this.codec = codec;
    this.channel = channel;
    this.spans = spans;
  }

  public String channel() {
    return channel;
  }

  /**
   * Opens what was never open.
   *
   * @param lost called when the listening connection breaks: what was said since is not known
   * @throws RedisException as long as nobody answers, and once this is closed
   */
  public synchronized void open(Consumer<String> heard, Runnable lost) {
    if (closed) {
      throw new RedisException("closed");
    }
    if (listening == null) {
      listening = listen(heard, lost);
    }
    if (commands == null) {
      commands = client.get().connect(codec);
    }
  }

  private StatefulRedisPubSubConnection<String, String> listen(
      Consumer<String> heard, Runnable lost) {
    var connection = client.get().connectPubSub(StringCodec.UTF8);
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
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
      connection.sync().subscribe(channel);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /**
   * @throws RedisException as long as there is no connection
   */
  public RedisAsyncCommands<String, V> commands() {
    var connection = commands;
    if (connection == null) {
      throw new RedisException("not connected yet");
    }
    return connection.async();
  }

  /** Never throws: where there is no connection the stage fails with it. */
  public <T> CompletionStage<T> run(
      RedisScript script, ScriptOutputType output, List<String> keys, V[] arguments) {
    try {
      return script.run(
          spans, Context.current(), commands(), output, keys.toArray(String[]::new), arguments);
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (listening != null) {
      listening.close();
    }
    if (commands != null) {
      commands.close();
    }
  }
}
