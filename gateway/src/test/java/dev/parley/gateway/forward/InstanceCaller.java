package dev.parley.gateway.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.parley.gateway.balancing.Connectors;
import dev.parley.gateway.balancing.Instance;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

/** Calls instances on behalf of a client that is on an event loop, for all tests of a class. */
final class InstanceCaller implements AfterAllCallback {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  private final EventLoopGroup loop = new NioEventLoopGroup(1);
  private final Channel client = new NioSocketChannel();
  private final InstanceConnections connections;

  InstanceCaller() {
    var _ = loop.register(client).syncUninterruptibly();
    try {
      connections =
          new InstanceConnections(
              new ForwardSettings(
                  Duration.ofSeconds(1), Duration.ofSeconds(30), DataSize.ofKilobytes(16)),
              Connectors.ofThisMachine());
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var _ = loop.shutdownGracefully(0, 1, SECONDS);
  }

  record Answered(HttpResponse head, AnswerBody body) {
    String text() {
      ByteBuf whole = body.whole().block(LONG_ENOUGH);
      if (whole == null) {
        return "";
      }
      try {
        return whole.toString(UTF_8);
      } finally {
        whole.release();
      }
    }
  }

  Answered call(Instance instance, String method, String target) throws Exception {
    return call(instance, method, target, null);
  }

  Answered call(Instance instance, String method, String target, @Nullable Flux<DataBuffer> body)
      throws Exception {
    return begin(instance, method, target, body, 1 << 20).get(10, SECONDS);
  }

  CompletableFuture<Answered> begin(
      Instance instance,
      String method,
      String target,
      @Nullable Flux<DataBuffer> body,
      long length) {
    var answer = new CompletableFuture<Answered>();
    newCall(instance, method, target, body, length, answer::complete)
        .subscribe(null, answer::completeExceptionally);
    return answer;
  }

  InstanceCall newCall(
      Instance instance,
      String method,
      String target,
      @Nullable Flux<DataBuffer> body,
      long length,
      Consumer<Answered> answered) {
    var headers = new DefaultHttpHeaders().set("Host", instance.authority());
    if (body != null) {
      headers.set("Content-Length", length);
    }
    return new InstanceCall(
        connections,
        client,
        instance,
        new OutgoingRequest(HttpMethod.valueOf(method), target, headers, body),
        new InstanceCall.Listener() {
          @Override
          public void begun(HttpResponse head, AnswerBody answerBody) {
            answered.accept(new Answered(head, answerBody));
          }

          @Override
          public void failed(Throwable why) {
            // the subscriber hears of it too
          }

          @Override
          public void cancelled() {
            // whoever cancelled knows
          }
        });
  }
}
