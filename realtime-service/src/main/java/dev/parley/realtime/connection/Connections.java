package dev.parley.realtime.connection;

import dev.parley.platform.telemetry.Telemetry;
import dev.parley.realtime.delivery.LoopQueue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All connections of this instance: counted, bounded, and sent elsewhere when it stops. */
@Component
final class Connections implements SmartLifecycle {

  private static final int RETRY_SPREAD_MS = 5_000;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  private final ConnectionProperties properties;
  private final MeterRegistry meters;
  private final AtomicInteger reserved = new AtomicInteger();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Map<EventLoop, LoopQueue> queues = new ConcurrentHashMap<>();
  private volatile boolean running;

  Connections(ConnectionProperties properties, MeterRegistry meters) {
    this.properties = properties;
    this.meters = meters;
    Gauge.builder(Telemetry.WEBSOCKET_CONNECTIONS, open, Set::size).register(meters);
  }

  boolean reserve() {
    if (reserved.incrementAndGet() <= properties.maxConnections() && running) {
      return true;
    }
    reserved.decrementAndGet();
    return false;
  }

  void release() {
    reserved.decrementAndGet();
  }

  void opened(Connection connection) {
    open.add(connection);
    if (!running) {
      connection.shutdown(retryMs());
    }
  }

  void closed(Connection connection) {
    if (open.remove(connection)) {
      release();
    }
  }

  void count(Farewell farewell) {
    meters.counter("realtime.connections.dropped", "reason", farewell.reason).increment();
  }

  LoopQueue queueOf(EventLoop loop) {
    return queues.computeIfAbsent(loop, LoopQueue::new);
  }

  private static int retryMs() {
    return ThreadLocalRandom.current().nextInt(RETRY_SPREAD_MS);
  }

  /**
   * Before the web server stops, while its event loops still run, and when nobody is sent here any
   * more who would come back.
   */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    open.forEach(connection -> connection.shutdown(retryMs()));
    long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
