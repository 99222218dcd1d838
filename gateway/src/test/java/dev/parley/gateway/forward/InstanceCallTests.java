package dev.parley.gateway.forward;

import static dev.parley.gateway.forward.WordForWordServer.say;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceAt;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceCallTests {

  private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\n";

  @RegisterExtension static final InstanceCaller caller = new InstanceCaller();

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
        assertThat(caller.call(instance, "GET", "/").text()).isEqualTo("{}");
        assertThat(caller.call(instance, "HEAD", "/").text()).isEmpty();
        assertThat(caller.call(instance, "GET", "/none").text()).isEmpty();
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
      var next = new CompletableFuture<CompletableFuture<InstanceCaller.Answered>>();
      Consumer<InstanceCaller.Answered> askAgainWhenItEnds =
          answered ->
              answered
                  .body()
                  .doOnNext(ByteBuf::release)
                  .subscribe(
                      null, null, () -> next.complete(caller.begin(instance, "GET", "/", null, 0)));
      caller.newCall(instance, "GET", "/", null, 0, askAgainWhenItEnds).subscribe();

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
      assertThat(caller.call(InstanceAt.url(server.url()), "GET", "/").text()).isEqualTo("{}");
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
      assertThatThrownBy(() -> caller.call(instance, "GET", "/"))
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void nobodyThereIsToldApartFromSomebodyWhoBreaksOff() throws Exception {
    var server = new WordForWordServer((_, _, _) -> {});
    server.close();

    assertThatThrownBy(() -> caller.call(InstanceAt.url(server.url()), "GET", "/"))
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
      InstanceCaller.Answered answered = caller.call(InstanceAt.url(server.url()), "GET", "/");
      assertThatThrownBy(answered::text).hasCauseInstanceOf(IOException.class);
    }
  }
}
