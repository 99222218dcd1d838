package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sockets from our own pages and from those that are configured, before a service that echoes. */
@ParleyTest(
    redis = true,
    properties = {
      "RATE_LIMIT_ENABLED=false",
      "SOCKET_JOINS_PER_SECOND=25",
      "PARLEY_ALLOWED_ORIGINS=https://chat.example.org,https://ops.example.org"
    })
class SocketIntegrationTests {

  private static final SocketServer REALTIME = new SocketServer();

  @LocalServerPort private int port;
  @Autowired private MeterRegistry meters;

  @Autowired
  @Qualifier("tunnels")
  private SmartLifecycle tunnels;

  @DynamicPropertySource
  static void instances(DynamicPropertyRegistry registry) {
    registry.add(
        "spring.cloud.discovery.client.simple.instances.realtime-service[0].uri", REALTIME::url);
  }

  /** The first message is long enough to come in fragments, and early enough to be there first. */
  @ParameterizedTest
  @ValueSource(strings = {"", "https://chat.example.org", "https://ops.example.org", "own"})
  void framesGoBothWaysAndSoDoesTheReasonForClosing(String origin) {
    String own = "http://127.0.0.1:" + port;
    String[] headers =
        origin.isEmpty()
            ? new String[0]
            : new String[] {"Origin", origin.equals("own") ? own : origin};

    try (WsClient client = WsClient.connect(socket("echo"), headers)) {
      client.say("{\"type\":\"echoed\",\"text\":\"" + "x".repeat(200_000) + "\"}");
      assertThat(client.next("echoed").required("text").asText()).hasSize(200_000);

      client.say("{\"type\":\"bye\"}");
      assertThat(client.goodbye()).isEqualTo(new WsClient.Goodbye(4413, "{\"retry_ms\":5}"));
    }
    Patience.await().until(() -> gauge("gateway.sockets") == 0);
  }

  /** And not a socket that closes at once. */
  @ParameterizedTest
  @CsvSource({"refuse, 503", "no-socket, 502", "break-off, 502"})
  void whatTheInstanceRefusesIsAnAnswer(String mode, int status) {
    assertThat(refusal(mode).getResponse().statusCode()).isEqualTo(status);
    assertThat(refusal(mode).getResponse().headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void anInstanceThatVanishesSendsItsClientsElsewhere() {
    try (WsClient client = WsClient.connect(socket("vanish"))) {
      client.say("{}");

      WsClient.Goodbye goodbye = client.goodbye();
      assertThat(goodbye.code()).isEqualTo(1001);
      assertThat(goodbye.json().required("retry_ms").asInt()).isBetween(0, 1_000);
    }
  }

  @Test
  void aGatewayThatStopsSaysSo() {
    try (WsClient client = WsClient.connect(socket("echo"))) {
      client.say("{\"type\":\"echoed\"}").next("echoed");
      tunnels.stop();

      assertThat(client.goodbye().code()).isEqualTo(1001);
      assertThat(gauge("gateway.sockets")).isZero();
      assertThat(refusal("echo").getResponse().statusCode()).isEqualTo(503);
    } finally {
      tunnels.start();
    }
  }

  /** Else they would stand in line where they come to, and some be sent away. */
  @Test
  void aGatewayThatStopsCallsThemBackAsSlowlyAsTheyAreLetIn() {
    List<WsClient> clients =
        Stream.generate(() -> WsClient.connect(socket("echo"))).limit(50).toList();
    try {
      tunnels.stop();

      assertThat(clients)
          .extracting(client -> client.goodbye().json().required("retry_ms").asInt())
          .allSatisfy(wait -> assertThat(wait).isBetween(0, 3_000))
          .anySatisfy(wait -> assertThat(wait).isGreaterThan(1_000));
    } finally {
      tunnels.start();
      clients.forEach(WsClient::close);
    }
  }

  /** The operating system takes some megabytes on either side, and the gateway next to nothing. */
  @Test
  void aSlowClientIsWaitedForAndHoldsUpNobodyElse() {
    REALTIME.flooded.set(0);
    try (var slow = new SlowSocket(socket("flood"));
        WsClient other = WsClient.connect(socket("echo"))) {
      awaitStandstill(REALTIME.flooded);
      assertThat(gauge("gateway.sockets.queued")).isLessThan(1 << 20);
      assertThat(REALTIME.flooded).hasValueLessThan(SocketServer.FLOOD_FRAMES / 2);

      other.say("{\"type\":\"echoed\"}").next("echoed");

      slow.readOn();
      Patience.await()
          .until(() -> slow.bytes() == (long) SocketServer.FLOOD_FRAMES * SocketServer.FLOOD_FRAME);
    }
  }

  @Test
  void aSlowInstanceIsWaitedForToo() {
    try (var loud = new SlowSocket(socket("deaf"))) {
      long sent = loud.sendUntilNothingGoes(FLOOD);

      assertThat(sent).isLessThan(FLOOD / 2);
      assertThat(gauge("gateway.sockets.queued")).isLessThan(1 << 20);
    }
  }

  private static final long FLOOD = (long) SocketServer.FLOOD_FRAMES * SocketServer.FLOOD_FRAME;

  /** It would open a way to speak to services that nobody looks at. */
  @Test
  void aSocketOpensNothingElse() {
    Api.atPort(port)
        .as(TestTokens.userToken("ada").value())
        .get("/ws?mode=no-socket")
        .assertStatus(426);
  }

  private static void awaitStandstill(AtomicInteger count) {
    var before = new AtomicInteger();
    Patience.await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> count.get() > 0 && before.getAndSet(count.get()) == count.get());
  }

  private WebSocketHandshakeException refusal(String mode) {
    try {
      WsClient.connect(socket(mode)).close();
      throw new AssertionError("a socket was opened");
    } catch (CompletionException e) {
      return (WebSocketHandshakeException) Objects.requireNonNull(e.getCause());
    }
  }

  private URI socket(String mode) {
    return URI.create("ws://127.0.0.1:" + port + "/ws?mode=" + mode);
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
