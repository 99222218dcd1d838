package dev.parley.realtime.connection;

import dev.parley.platform.overload.PerAddress;
import dev.parley.platform.overload.Recall;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.telemetry.Telemetry;
import dev.parley.realtime.delivery.DeliveryFigures;
import dev.parley.realtime.delivery.DeliveryProperties;
import dev.parley.realtime.delivery.LoopQueue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** All connections of this instance: counted, bounded, and sent elsewhere when it stops. */
@Component
final class Connections implements SmartLifecycle {

  private static final Duration RETRY_AFTER_TOO_MANY = Duration.ofSeconds(30);
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  private final ConnectionProperties properties;
  private final MeterRegistry meters;
  private final PerAddress perAddress;
  private final AtomicInteger reserved = new AtomicInteger();
  private final Set<Guest> open = ConcurrentHashMap.newKeySet();
  private final Map<EventLoop, LoopQueue> queues = new ConcurrentHashMap<>();
  private final DeliveryProperties delivery;
  private final DeliveryFigures figures;
  private volatile boolean running;

  Connections(
      ConnectionProperties properties,
      DeliveryProperties delivery,
      DeliveryFigures figures,
      MeterRegistry meters) {
    this.properties = properties;
    this.delivery = delivery;
    this.figures = figures;
    this.meters = meters;
    this.perAddress = new PerAddress(properties.maxPerAddress());
    Gauge.builder("realtime.outbound", this, Connections::waiting)
        .description("what waits to be written, and what waits for clients that read slowly")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder(Telemetry.WEBSOCKET_CONNECTIONS, open, Set::size).register(meters);
  }

  private double waiting() {
    return queues.values().stream().mapToLong(LoopQueue::waitingBytes).sum()
        + open.stream().mapToLong(Guest::waitingBytes).sum();
  }

  /** Keeps a place for somebody there, or says why there is none. */
  @Nullable ProblemException reserve(String network) {
    if (!perAddress.take(network)) {
      return ProblemException.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "realtime.too_many_from_address",
              "Your address has as many connections open as one may have. Close some first.")
          .retryingAfter(RETRY_AFTER_TOO_MANY);
    }
    if (reserved.incrementAndGet() <= properties.maxConnections() && running) {
      return null;
    }
    release(network);
    return ProblemException.unavailable(
        "realtime.full", "This instance takes no more connections.", RETRY_WHEN_FULL);
  }

  private void release(String network) {
    reserved.decrementAndGet();
    perAddress.free(network);
  }

  void opened(Guest connection) {
    open.add(connection);
    if (!running) {
      connection.shutdown(recall().inMs());
    }
  }

  void closed(Guest connection, String network) {
    if (open.remove(connection)) {
      release(network);
    }
  }

  void forEach(Consumer<Guest> work) {
    open.forEach(work);
  }

  void count(Farewell farewell) {
    meters.counter("realtime.connections.dropped", "reason", farewell.reason).increment();
  }

  LoopQueue queueOf(EventLoop loop) {
    return queues.computeIfAbsent(loop, it -> new LoopQueue(it, delivery, figures));
  }

  private Recall recall() {
    return Recall.of(open.size(), properties.joinsPerSecond());
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
    Recall all = recall();
    open.forEach(connection -> connection.shutdown(all.inMs()));
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
