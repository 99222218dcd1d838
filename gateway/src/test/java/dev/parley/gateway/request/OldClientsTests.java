package dev.parley.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;

class OldClientsTests {

  private final EmbeddedChannel channel =
      new EmbeddedChannel(new HttpServerCodec(), new OldClients());

  @Test
  void hearWhatHasNoLengthUntilTheConnectionEnds() {
    ask("1.0");

    assertThat(answer())
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("connection: close")
        .doesNotContainIgnoringCase("transfer-encoding")
        .endsWith("\r\n\r\none after the other");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void othersHearChunks() {
    ask("1.1");

    assertThat(answer())
        .containsIgnoringCase("transfer-encoding: chunked")
        .endsWith("\r\n0\r\n\r\n");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void openNoSockets() {
    assertThat(ask("1.0").headers().contains("Upgrade")).isFalse();
    assertThat(ask("1.1").headers().contains("Upgrade")).isTrue();
  }

  private HttpRequest ask(String version) {
    String request = "GET / HTTP/" + version + "\r\nHost: p\r\nUpgrade: websocket\r\n\r\n";
    channel.writeInbound(Unpooled.copiedBuffer(request, UTF_8));
    HttpRequest read = channel.readInbound();
    channel.releaseInbound();
    return read;
  }

  private String answer() {
    var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("Transfer-Encoding", "chunked");
    channel.writeOutbound(
        head, part("one after "), part("the other"), LastHttpContent.EMPTY_LAST_CONTENT);
    var said = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      said.append(bytes.toString(UTF_8));
      bytes.release();
    }
    return said.toString();
  }

  private static DefaultHttpContent part(String text) {
    return new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8));
  }
}
