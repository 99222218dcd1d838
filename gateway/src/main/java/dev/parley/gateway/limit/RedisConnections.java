package dev.parley.gateway.limit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A connection for each thread that serves requests, read by that same thread: what a request needs
 * of Redis costs it no hand-over to another thread, and none back.
 */
final class RedisConnections implements AutoCloseable {

  private final List<RedisConnection> all;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param clients whose connections live on a loop
   */
  RedisConnections(List<EventLoop> loops, Function<EventLoop, RedisClient> clients) {
    this.all = loops.stream().map(loop -> new RedisConnection(loop, clients.apply(loop))).toList();
  }

  /**
   * @throws RedisException as long as there is no connection
   */
  RedisAsyncCommands<String, String> commands() {
    for (RedisConnection connection : all) {
      if (connection.loop().inEventLoop()) {
        return connection.commands();
      }
    }
    return all.get(Math.floorMod(next.getAndIncrement(), all.size())).commands();
  }

  @Override
  public void close() {
    all.forEach(RedisConnection::close);
  }
}
