package dev.parley.realtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The service as it is, but for whole messages: they are sent back before a connection would read
 * them as JSON. Broken frames, pings and good-byes reach the connection.
 */
final class Echo extends ChannelInboundHandlerAdapter {

  /** Runs until the process is ended; what is asked of servers in general is beyond our limits. */
  public static void main(String[] arguments) {
    var instance =
        RealtimeInstance.start(
            Installation.fresh(),
            "spring.main.sources=" + Everywhere.class.getName(),
            "parley.realtime.max-frame=16MB",
            "parley.realtime.outbound-limit=64MB",
            "parley.realtime.frames-per-second=1000000",
            "parley.realtime.hello-within=1h");
    System.out.println("listening on " + instance.port());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof TextWebSocketFrame || message instanceof BinaryWebSocketFrame) {
      var _ = context.writeAndFlush(message);
    } else {
      var _ = context.fireChannelRead(message);
    }
  }

  /** Not annotated: the tests' own instances, which scan this package, must not find it. */
  static class Everywhere {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> echoes() {
      return factory ->
          factory.addServerCustomizers(
              server ->
                  server.doOnChannelInit(
                      (_, channel, _) -> {
                        var _ = channel.pipeline().addFirst(new AfterTheHandshake());
                      }));
    }
  }

  /** The request is the first thing read; when it has been handled, the connection is in place. */
  private static final class AfterTheHandshake extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      var _ = context.fireChannelRead(bytes);
      var gathers = context.pipeline().context(WebSocketFrameAggregator.class);
      if (gathers != null) {
        var _ = context.pipeline().addAfter(gathers.name(), "echo", new Echo());
        var _ = context.pipeline().remove(this);
      }
    }
  }
}
