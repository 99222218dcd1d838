package dev.parley.bench.sockets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens every socket it is asked for, and sends frames of 200 bytes when told to. */
final class SocketService implements AutoCloseable {

  static final int FRAME = 204;

  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final ByteBuf MESSAGE =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer().writeByte(0x82).writeByte(126).writeShort(200).writeZero(200));

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final List<Channel> sockets = new ArrayList<>();
  private final Channel server;
  private volatile boolean sending;

  SocketService() throws InterruptedException {
    server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Handshake());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  private final class Handshake extends SimpleChannelInboundHandler<ByteBuf> {

    private final StringBuilder head = new StringBuilder();

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      if (sockets.contains(context.channel())) {
        return;
      }
      head.append(bytes.toString(US_ASCII));
      if (head.indexOf("\r\n\r\n") < 0) {
        return;
      }
      Matcher key = KEY.matcher(head);
      String answer =
          key.find()
              ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key.group(1))
                  + "\r\n\r\n"
              : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
      if (answer.contains("101")) {
        sockets.add(context.channel());
        var _ = context.channel().closeFuture().addListener(_ -> sockets.remove(context.channel()));
        context.pipeline().remove(this);
      }
      head.setLength(0);
      var _ = context.writeAndFlush(Unpooled.copiedBuffer(answer, US_ASCII));
    }
  }

  private static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** To every socket that takes it, again and again. */
  void sendAllItCan() {
    sending = true;
    loop.execute(this::round);
  }

  private void round() {
    for (Channel socket : sockets) {
      if (socket.isWritable()) {
        var _ = socket.writeAndFlush(MESSAGE.duplicate(), socket.voidPromise());
      }
    }
    if (sending) {
      loop.execute(this::round);
    }
  }

  /** To every socket once in so many milliseconds. */
  void sendEvery(int millis) {
    sending = true;
    var every = loop.scheduleAtFixedRate(this::roundOnce, 0, millis, TimeUnit.MILLISECONDS);
    loop.execute(() -> pacing = every);
  }

  private @Nullable Future<?> pacing;

  private void roundOnce() {
    for (Channel socket : sockets) {
      var _ = socket.writeAndFlush(MESSAGE.duplicate(), socket.voidPromise());
    }
  }

  void stop() throws InterruptedException {
    sending = false;
    loop.submit(
            () -> {
              if (pacing != null) {
                pacing.cancel(false);
                pacing = null;
              }
            })
        .sync();
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
