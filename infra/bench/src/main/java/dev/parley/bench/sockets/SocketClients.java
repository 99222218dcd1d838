package dev.parley.bench.sockets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Many clients that say nothing and count what they hear. */
final class SocketClients implements AutoCloseable {

  private static final int AT_ONCE = 32;

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final List<Channel> sockets = new ArrayList<>();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Semaphore opening = new Semaphore(AT_ONCE);

  void open(int port, int count) throws InterruptedException {
    String request =
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: parley.v1\r\n\r\n";
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Listening(request));
                  }
                });
    for (int i = 0; i < count; i++) {
      opening.acquire();
      sockets.add(bootstrap.connect("127.0.0.1", port).sync().channel());
    }
    opening.acquire(AT_ONCE);
    opening.release(AT_ONCE);
  }

  private final class Listening extends SimpleChannelInboundHandler<ByteBuf> {

    private final String request;
    private boolean open;

    Listening(String request) {
      this.request = request;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(Unpooled.copiedBuffer(request, US_ASCII));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf heard) {
      if (open) {
        bytes.add(heard.readableBytes());
      } else {
        open = true;
        if (!heard.toString(US_ASCII).startsWith("HTTP/1.1 101")) {
          refused.increment();
        }
        opening.release();
      }
    }
  }

  long frames() {
    return bytes.sum() / SocketService.FRAME;
  }

  long refused() {
    return refused.sum();
  }

  long open() {
    return sockets.stream().filter(Channel::isActive).count();
  }

  @Override
  public void close() {
    for (Channel socket : sockets) {
      var _ = socket.close();
    }
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
