package dev.parley.gateway.forward;

import static dev.parley.gateway.forward.WordForWordServer.say;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceAt;
import dev.parley.testing.Patience;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Bodies go no faster than whoever takes them, either way. */
class BodyFlowTests {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
  private static final int LOOKS = 15;
  private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\n";

  @RegisterExtension static final InstanceCaller caller = new InstanceCaller();

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

      assertThat(caller.call(instance, "POST", "/", endless).head().status().code()).isEqualTo(413);
      assertThat(caller.call(instance, "GET", "/").text()).isEqualTo("{}");

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
      InstanceCaller.Answered answered = caller.call(InstanceAt.url(server.url()), "GET", "/");
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
      CompletableFuture<InstanceCaller.Answered> answer =
          caller.begin(InstanceAt.url(server.url()), "POST", "/", large, 64L << 20);

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
      var going =
          caller.newCall(InstanceAt.url(server.url()), "GET", "/", null, 0, _ -> {}).subscribe();
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
