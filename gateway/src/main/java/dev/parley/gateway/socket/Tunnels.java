package dev.parley.gateway.socket;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceConnector;
import dev.parley.platform.overload.Recall;
import dev.parley.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All tunnels of this gateway: opened, counted, and sent elsewhere when it stops. */
@Component
@EnableConfigurationProperties(SocketSettings.class)
class Tunnels implements SmartLifecycle {

  /** What an instance says to a handshake. */
  sealed interface Answer {

    /** The client is to be told, and then the tunnel may begin; or all is given up. */
    record Agreed(HttpResponse head, Runnable takeOver, Runnable abandon) implements Answer {}

    /** A copy of the body: whoever has gone meanwhile releases nothing. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Refused(HttpResponse head, byte[] body) implements Answer {}
  }

  private final SocketSettings settings;
  private final InstanceConnector connector;
  private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();
  private final WriteBufferWaterMark waterMark;
  private volatile boolean running;

  Tunnels(SocketSettings settings, InstanceConnector connector, MeterRegistry meters) {
    this.settings = settings;
    this.connector = connector;
    int most = (int) settings.queue().toBytes();
    this.waterMark = new WriteBufferWaterMark(most / 2, most);
    Gauge.builder("gateway.sockets", open, Set::size)
        .description("sockets that clients have open through this gateway")
        .register(meters);
    Gauge.builder("gateway.sockets.queued", this, Tunnels::queued)
        .description("what waits for slow clients and instances")
        .baseUnit("bytes")
        .register(meters);
  }

  private double queued() {
    return open.stream().mapToLong(Tunnel::queued).sum();
  }

  Mono<Answer> open(Channel client, Instance instance, HttpRequest request) {
    return Mono.create(
        sink -> {
          if (!running) {
            sink.error(stopping());
            return;
          }
          var handshake =
              new InstanceHandshake(
                  request,
                  new InstanceHandshake.Outcome() {
                    @Override
                    public void agreed(InstanceHandshake made, HttpResponse head) {
                      sink.success(
                          new Answer.Agreed(
                              head, () -> join(client, instance, made), made::abandon));
                    }

                    @Override
                    public void refused(HttpResponse head, byte[] body) {
                      sink.success(new Answer.Refused(head, body));
                    }

                    @Override
                    public void failed(Throwable cause) {
                      sink.error(cause);
                    }
                  });
          ChannelFuture connecting =
              bootstrap(client, handshake).connect(instance.host(), instance.port());
          var _ =
              connecting.addListener(
                  done -> {
                    if (!done.isSuccess()) {
                      sink.error(done.cause());
                    }
                  });
          sink.onCancel(
              () -> {
                var _ = connecting.channel().close();
              });
        });
  }

  private Bootstrap bootstrap(Channel client, InstanceHandshake handshake) {
    return connector
        .beside(client, settings.connectTimeout())
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark)
        .option(ChannelOption.RCVBUF_ALLOCATOR, littleAtOnce())
        .handler(handshake.initializer());
  }

  /** What is read in one go comes on top of what may wait. */
  private static RecvByteBufAllocator littleAtOnce() {
    return new AdaptiveRecvByteBufAllocator(64, 2048, 16 * 1024).maxMessagesPerRead(4);
  }

  private void join(Channel client, Instance instance, InstanceHandshake handshake) {
    Channel other = handshake.channel();
    var ends = new Runnable[1];
    var tunnel =
        new Tunnel(client, other, settings, () -> recall(instance.load()), () -> ends[0].run());
    ends[0] =
        () -> {
          open.remove(tunnel);
          instance.leave();
        };
    instance.enter();
    open.add(tunnel);
    // the web server reads on, to hear of a client that goes
    client.config().setAutoRead(false);
    client.config().setWriteBufferWaterMark(waterMark).setRecvByteBufAllocator(littleAtOnce());
    leaveOnly(tunnel, client.pipeline());
    handshake.handOver(new TunnelEnd(tunnel, Tunnel.Side.INSTANCE));
    if (!client.isActive()) {
      client.pipeline().fireChannelInactive();
    }
    tunnel.begin();
    if (!running) {
      tunnel.sendAway(recall(open.size()));
    }
  }

  /** Of what the web server put there nothing may see frames, nor time the connection out. */
  private void leaveOnly(Tunnel tunnel, ChannelPipeline pipeline) {
    List<String> before = pipeline.names().reversed();
    pipeline
        .addLast(new IdleStateHandler(0, 0, settings.idleTimeout().toMillis(), MILLISECONDS))
        .addLast(new TunnelEnd(tunnel, Tunnel.Side.CLIENT));
    // from the last one on: what the first have not decoded yet then comes to the tunnel
    for (String name : before) {
      ChannelHandler handler = pipeline.get(name);
      if (handler != null && !(handler instanceof SslHandler)) {
        pipeline.remove(handler);
      }
    }
  }

  private Recall recall(int many) {
    return Recall.of(many, settings.handshakesPerSecond());
  }

  private static ProblemException stopping() {
    return ProblemException.unavailable(
        "upstream.unavailable", "This gateway is about to stop. Try again.", Duration.ofSeconds(1));
  }

  /** Before the web server stops, and when nobody is sent here any more who would come back. */
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
    Recall all = recall(open.size());
    open.forEach(tunnel -> tunnel.sendAwaySoon(all));
    long deadline = System.nanoTime() + settings.closeWithin().plusSeconds(1).toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
