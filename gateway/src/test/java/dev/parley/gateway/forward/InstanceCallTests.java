package dev.parley.gateway.forward;

import static dev.parley.gateway.forward.WordForWordServer.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceAt;
import dev.parley.testing.Patience;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class InstanceCallTests {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
  private static final int LOOKS = 15;
  private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\n";

  private static EventLoopGroup loop;
  private static Channel client;
  private static InstanceConnections connections;

  @BeforeAll
  static void aClientOnALoop() throws Exception {
    loop = new NioEventLoopGroup(1);
    client = new NioSocketChannel();
    loop.register(client).sync();
    connections =
        new InstanceConnections(
            new ForwardSettings(
                Duration.ofSeconds(1), Duration.ofSeconds(30), DataSize.ofKilobytes(16)),
            DefaultAddressResolverGroup.INSTANCE);
  }

  @AfterAll
  static void over() {
    var _ = loop.shutdownGracefully(0, 1, SECONDS);
  }

  @Test
  void oneConnectionServesOneRequestAfterTheOther() throws Exception {
    try (var server =
        new WordForWordServer(
            (line, _, out) ->
                say(
                    out,
                    line.startsWith("HEAD")
                        ? "HTTP/1.1 200 OK\nContent-Length: 5\n\n"
                        : line.contains("/none") ? "HTTP/1.1 204 No Content\n\n" : OK + "{}"))) {
      Instance instance = InstanceAt.url(server.url());
      for (int i = 0; i < 10; i++) {
        assertThat(call(instance, "GET", "/").text()).isEqualTo("{}");
        assertThat(call(instance, "HEAD", "/").text()).isEmpty();
        assertThat(call(instance, "GET", "/none").text()).isEmpty();
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatComesAfterTheEndOfAnAnswerIsNobodysAnswer() throws Exception {
    var first = new CompletableFuture<Void>();
    try (var server =
        new WordForWordServer(
            (_, _, out) -> {
              if (first.complete(null)) {
                say(out, OK + "{}" + "HTTP/1.1 200 OK\nContent-Length: 6\n\nstolen");
              } else {
                say(out, OK + "[]");
              }
            })) {
      Instance instance = InstanceAt.url(server.url());
      var next = new CompletableFuture<CompletableFuture<Answered>>();
      Consumer<Answered> askAgainWhenItEnds =
          answered ->
              answered
                  .body()
                  .doOnNext(ByteBuf::release)
                  .subscribe(null, null, () -> next.complete(begin(instance, "GET", "/", null, 0)));
      newCall(instance, "GET", "/", null, 0, askAgainWhenItEnds).subscribe();

      assertThat(next.thenCompose(Function.identity()).get(10, SECONDS).text()).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK + "{}",
        "HTTP/1.1 103 Early Hints\nLink: </a>\n\n" + OK + "{}",
        "HTTP/1.1 100 Continue\n\n" + OK + "{}",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\n{\n1\n}\n0\n\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\n{}\n0\nTrailer: x\n\n",
        "HTTP/1.1 200 OK\nConnection: close\n\n{}",
        "HTTP/1.0 200 OK\n\n{}",
      })
  void anAnswerMayBeWrittenInManyWays(String words) throws Exception {
    try (var server =
        new WordForWordServer(
            (_, _, out) -> {
              for (String part : words.split("(?<=\n)", -1)) {
                say(out, part);
              }
              if (!words.contains("Length") && !words.contains("chunked")) {
                out.close();
              }
            })) {
      assertThat(call(InstanceAt.url(server.url()), "GET", "/").text()).isEqualTo("{}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "220 mail.example ESMTP\n\n",
        "HTTP/1.1 200",
        "HTTP/1.1 101 Switching Protocols\nUpgrade: x\nConnection: upgrade\n\n",
        "HTTP/1.1 200 OK\nContent-Length: 2\nContent-Length: 3\n\n{}",
        "HTTP/1.1 200 OK\nContent-Length: two\n\n{}",
      })
  void whatIsNoAnswerIsAFailureToConnectOrRead(String words) throws Exception {
    try (var server =
        new WordForWordServer(
            (_, _, out) -> {
              say(out, words);
              out.close();
            })) {
      Instance instance = InstanceAt.url(server.url());
      assertThatThrownBy(() -> call(instance, "GET", "/")).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void nobodyThereIsToldApartFromSomebodyWhoBreaksOff() throws Exception {
    var server = new WordForWordServer((_, _, _) -> {});
    server.close();

    assertThatThrownBy(() -> call(InstanceAt.url(server.url()), "GET", "/"))
        .hasCauseInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 10\n\n12345",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\n12345\n"
      })
  void aBodyThatEndsTooSoonHasFailed(String words) throws Exception {
    try (var server =
        new WordForWordServer(
            (_, _, out) -> {
              say(out, words);
              out.close();
            })) {
      Answered answered = call(InstanceAt.url(server.url()), "GET", "/");
      assertThatThrownBy(answered::text).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void aConnectionOnWhichTheBodyWasRefusedIsNotUsedAgain() throws Exception {
    try (var server =
        new WordForWordServer(
            (line, _, out) ->
                say(
                    out,
                    line.startsWith("POST")
                        ? "HTTP/1.1 413 Large\nContent-Length: 0\n\n"
                        : OK + "{}"))) {
      Instance instance = InstanceAt.url(server.url());
      var cancelled = new CompletableFuture<Void>();
      Flux<DataBuffer> endless =
          Flux.concat(Flux.just(bytes(100)), Flux.<DataBuffer>never())
              .doOnCancel(() -> cancelled.complete(null));

      assertThat(call(instance, "POST", "/", endless).head().status().code()).isEqualTo(413);
      assertThat(call(instance, "GET", "/").text()).isEqualTo("{}");

      assertThat(cancelled).succeedsWithin(LONG_ENOUGH);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aBodyIsReadNoFasterThanItIsWanted() throws Exception {
    var said = new AtomicLong();
    long length = 256L << 20;
    try (var server =
        new WordForWordServer(
            (_, _, out) -> {
              say(out, "HTTP/1.1 200 OK\nContent-Length: " + length + "\n\n");
              pour(out, length, said::addAndGet);
            })) {
      Answered answered = call(InstanceAt.url(server.url()), "GET", "/");
      var reader = new OneAfterTheOther();
      answered.body().subscribe(reader);

      Patience.await().untilAsserted(() -> assertThat(said.get()).isPositive());
      long before = itStandsAt(said::get);
      assertThat(before).isLessThan(length / 4);
      reader.request(20);
      Patience.await().untilAsserted(() -> assertThat(reader.pieces).hasValue(20));

      reader.cancel();
    }
  }

  @Test
  void aRequestIsSentNoFasterThanItIsTaken() throws Exception {
    var offered = new AtomicLong();
    var goOn = new CompletableFuture<Void>();
    try (var server =
        new WordForWordServer(
            (_, body, out) -> {
              goOn.join();
              body.skipNBytes(64L << 20);
              say(out, OK + "{}");
            })) {
      Flux<DataBuffer> large =
          Flux.range(0, 1024).map(_ -> bytes(64 << 10)).doOnNext(_ -> offered.incrementAndGet());
      CompletableFuture<Answered> answer =
          begin(InstanceAt.url(server.url()), "POST", "/", large, 64L << 20);

      Patience.await().untilAsserted(() -> assertThat(offered.get()).isPositive());
      assertThat(itStandsAt(offered::get)).isLessThan(512);
      goOn.complete(null);

      assertThat(answer.get(10, SECONDS).text()).isEqualTo("{}");
    }
  }

  @Test
  void whoGoesAwayTakesTheConnectionAlong() throws Exception {
    var closed = new CompletableFuture<Void>();
    var asked = new CompletableFuture<Void>();
    try (var server =
        new WordForWordServer(
            (_, body, _) -> {
              asked.complete(null);
              if (body.read() < 0) {
                closed.complete(null);
              }
            })) {
      var going = newCall(InstanceAt.url(server.url()), "GET", "/", null, 0, _ -> {}).subscribe();
      asked.join();

      going.dispose();

      assertThat(closed).succeedsWithin(LONG_ENOUGH);
    }
  }

  /** Where it has not moved for a while. */
  private static long itStandsAt(LongSupplier figure) {
    var seen = new long[] {-1, 0};
    Patience.await()
        .until(
            () -> {
              long now = figure.getAsLong();
              seen[1] = now == seen[0] ? seen[1] + 1 : 0;
              seen[0] = now;
              return seen[1] == LOOKS;
            });
    return seen[0];
  }

  private static void pour(OutputStream out, long length, Consumer<Long> told) throws IOException {
    byte[] piece = new byte[64 << 10];
    for (long done = 0; done < length; done += piece.length) {
      out.write(piece);
      told.accept((long) piece.length);
    }
  }

  private static DataBuffer bytes(int length) {
    return DefaultDataBufferFactory.sharedInstance.wrap(new byte[length]);
  }

  private record Answered(HttpResponse head, AnswerBody body) {
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

  private static Answered call(Instance instance, String method, String target) throws Exception {
    return call(instance, method, target, null);
  }

  private static Answered call(
      Instance instance, String method, String target, @Nullable Flux<DataBuffer> body)
      throws Exception {
    return begin(instance, method, target, body, 1 << 20).get(10, SECONDS);
  }

  private static CompletableFuture<Answered> begin(
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

  private static InstanceCall newCall(
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

  /** Takes what it asked for and no more. */
  private static final class OneAfterTheOther extends BaseSubscriber<ByteBuf> {

    private final AtomicInteger pieces = new AtomicInteger();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // asks for nothing yet
    }

    @Override
    protected void hookOnNext(ByteBuf piece) {
      piece.release();
      pieces.incrementAndGet();
    }
  }
}
