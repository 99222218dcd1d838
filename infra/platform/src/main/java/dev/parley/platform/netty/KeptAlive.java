package dev.parley.platform.netty;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Keeps reading what comes on a connection. A request that arrives while the one before it is being
 * put away is taken from a queue (reactor-netty 1.2.18); where it is answered at once, the server
 * believes that there is more in the queue and does not read on: whatever the client sends next
 * waits forever.
 */
final class KeptAlive implements NettyServerCustomizer {

  /** Not public, but sent to every handler. */
  private static final String ENDED =
      "reactor.netty.http.server.HttpServerOperationsTerminatedEvent";

  @Override
  public HttpServer apply(HttpServer server) {
    var handler = new ReadingOn();
    return server.doOnChannelInit(
        (_, channel, _) ->
            channel
                .pipeline()
                .addBefore(NettyPipeline.ReactiveBridge, ReadingOn.class.getSimpleName(), handler));
  }

  /** Reading twice is reading once. */
  @Sharable
  private static final class ReadingOn extends ChannelInboundHandlerAdapter {

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.fireUserEventTriggered(event);
      if (event.getClass().getName().equals(ENDED)) {
        context.read();
      }
    }
  }
}
