package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.ParleyTest;
import dev.parley.testing.WsClient;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/** Sockets from our own pages and from those that are configured, before a service that echoes. */
@ParleyTest(
    redis = true,
    properties = "PARLEY_ALLOWED_ORIGINS=https://chat.example.org,https://ops.example.org")
class SocketIntegrationTests {

  private static final DisposableServer REALTIME =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(
              routes ->
                  routes
                      .get("/readyz", (_, answer) -> answer.sendString(Mono.just("ok")))
                      .ws(
                          "/ws",
                          (in, out) ->
                              out.sendObject(
                                  in.aggregateFrames(65536)
                                      .receive()
                                      .asString()
                                      .map(SocketIntegrationTests::reply)),
                          WebsocketServerSpec.builder().protocols("parley.v1").build()))
          .bindNow();

  @DynamicPropertySource
  static void instances(DynamicPropertyRegistry registry) {
    registry.add(
        "spring.cloud.discovery.client.simple.instances.realtime-service[0].uri",
        () -> "http://127.0.0.1:" + REALTIME.port());
  }

  private static WebSocketFrame reply(String text) {
    return text.contains("bye")
        ? new CloseWebSocketFrame(4403, "{\"retry_ms\":5}")
        : new TextWebSocketFrame(text);
  }

  /** The first message is long enough to come in fragments, and early enough to be there first. */
  @ParameterizedTest
  @ValueSource(strings = {"", "https://chat.example.org", "https://ops.example.org", "own"})
  void framesGoBothWaysAndSoDoesTheReasonForClosing(String origin, @LocalServerPort int port) {
    String own = "http://127.0.0.1:" + port;
    String[] headers =
        origin.isEmpty()
            ? new String[0]
            : new String[] {"Origin", origin.equals("own") ? own : origin};

    try (WsClient client =
        WsClient.connect(URI.create("ws://127.0.0.1:" + port + "/ws"), headers)) {
      client.say("{\"type\":\"echoed\",\"text\":\"" + "x".repeat(40_000) + "\"}");
      assertThat(client.next("echoed").required("text").asText()).hasSize(40_000);

      client.say("{\"type\":\"bye\"}");
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4403, "{\"retry_ms\":5}"));
    }
  }
}
