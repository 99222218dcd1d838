package dev.parley.gateway.limit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opened at the start, so that the first request counts too. Where that fails somebody who asks has
 * it tried again, and waits for nothing. Lettuce mends by itself what once stood.
 */
final class RedisConnection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

  private final EventLoop loop;
  private final RedisClient client;
  private final AtomicBoolean opening = new AtomicBoolean();
  private volatile @Nullable StatefulRedisConnection<String, String> connection;

  RedisConnection(EventLoop loop, RedisClient client) {
    this.loop = loop;
    this.client = client;
    connect();
    if (connection == null) {
      // the first try of a cold process may take longer than one is allowed to
      connect();
    }
  }

  /** Where its answers arrive. */
  EventLoop loop() {
    return loop;
  }

  /**
   * @throws RedisException as long as there is none
   */
  RedisAsyncCommands<String, String> commands() {
    var open = connection;
    if (open == null) {
      open();
      throw new RedisException("not connected yet");
    }
    return open.async();
  }

  private void open() {
    if (opening.compareAndSet(false, true)) {
      var _ = Thread.ofVirtual().name("limits-connect").start(this::connect);
    }
  }

  private void connect() {
    try {
      connection = client.connect(StringCodec.UTF8);
    } catch (RedisException e) {
      log.debug("no connection for limits yet", e);
    } finally {
      opening.set(false);
    }
  }

  /** Its loop and all else that it was given are not its own. */
  @Override
  public void close() {
    client.shutdown();
  }
}
