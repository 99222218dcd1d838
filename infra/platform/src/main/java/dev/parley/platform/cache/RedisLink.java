package dev.parley.platform.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.redis.RedisScript;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection for commands and one that listens. Lettuce mends both by itself once they stand;
 * while they do not, commands fail at once.
 */
final class RedisLink implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final Supplier<RedisClient> client;
  private final String channel;
  private @Nullable StatefulRedisPubSubConnection<String, String> listening;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> commands;
  private boolean closed;

  RedisLink(Supplier<RedisClient> client, String channel) {
    this.client = client;
    this.channel = channel;
  }

  String channel() {
    return channel;
  }

  /**
   * Opens what was never open.
   *
   * @param lost called when the listening connection breaks: what was said since is not known
   * @throws RedisException as long as nobody answers
   */
  synchronized void open(Consumer<String> heard, Runnable lost) {
    if (closed) {
      return;
    }
    if (listening == null) {
      listening = listen(heard, lost);
    }
    if (commands == null) {
      commands = client.get().connect(CODEC);
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

  CompletionStage<Long> count(RedisScript script, List<String> keys, byte[]... arguments) {
    return run(script, ScriptOutputType.INTEGER, keys, arguments);
  }

  CompletionStage<List<Object>> list(RedisScript script, List<String> keys, byte[]... arguments) {
    return run(script, ScriptOutputType.MULTI, keys, arguments);
  }

  private <T> CompletionStage<T> run(
      RedisScript script, ScriptOutputType output, List<String> keys, byte[]... arguments) {
    var connection = commands;
    if (connection == null) {
      return CompletableFuture.failedFuture(new RedisException("not connected yet"));
    }
    return script.run(connection.async(), output, keys.toArray(String[]::new), arguments);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
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
