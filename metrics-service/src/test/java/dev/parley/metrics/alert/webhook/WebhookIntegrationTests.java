package dev.parley.metrics.alert.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;

@ParleyTest(
    postgres = "metrics_history",
    kafka = true,
    properties = {"parley.scrape.services=", "DISCOVERY_URL=", "parley.history.every=1d"})
class WebhookIntegrationTests {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @Autowired private Deliveries deliveries;
  @Autowired private ObjectMapper json;
  @Autowired private JdbcOperations jdbc;

  @BeforeEach
  void nothingWaits() {
    jdbc.execute("TRUNCATE alert_delivery, alert_address_gone");
  }

  /** Computed by another program. */
  @Test
  void signsAsTheStandardSays() {
    assertThat(Signature.key(SECRET)).hasSize(24);
    assertThat(
            Signature.of(
                SECRET,
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,eKRokW6esNICF7CeDE6a/SQmQyov9KxXbeviqr/ubq0=");
    assertThatThrownBy(() -> Signature.key("whsec_c2hvcnQ="))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void triesAgainWhereNobodyTookIt() {
    try (var receiver = answering(500)) {
      send(receiver, at(NOW));
      at(NOW, receiver).deliver(receiver.url());
      assertThat(receiver.requests()).hasSize(1);
      at(NOW.plusSeconds(3), receiver).deliver(receiver.url());
      assertThat(receiver.requests()).as("not yet").hasSize(1);
      at(NOW.plusSeconds(7), receiver).deliver(receiver.url());
      assertThat(receiver.requests()).hasSize(2);
      assertThat(receiver.requests().get(1).header("webhook-id"))
          .as("by which a receiver knows it again")
          .isEqualTo(receiver.requests().get(0).header("webhook-id"));
    }
  }

  @Test
  void givesUpAfterADayAndAHalf() {
    var backoff = new Backoff(Duration.ofSeconds(5), new Random(1));
    Duration all = Duration.ZERO;
    int failures = 1;
    while (backoff.after(failures).isPresent()) {
      all = all.plus(backoff.after(failures).orElseThrow());
      failures++;
    }
    assertThat(failures).isEqualTo(9);
    assertThat(all).isBetween(Duration.ofHours(24), Duration.ofHours(40));
    assertThat(backoff.after(4)).isNotEqualTo(backoff.after(4));
  }

  @Test
  void sendsNothingMoreToWhoIsGone() {
    try (var receiver = answering(410)) {
      send(receiver, at(NOW));
      send(receiver, at(NOW));
      at(NOW, receiver).deliver(receiver.url());
      send(receiver, at(NOW));
      at(NOW.plus(Duration.ofDays(1)), receiver).deliver(receiver.url());
      assertThat(receiver.requests().size()).isBetween(1, 2);
      assertThat(waiting()).isZero();
    }
  }

  @Test
  void sendsNothingToAnAddressThatIsNotOursAnyMore() {
    try (var former = answering(204);
        var receiver = answering(204)) {
      send(former, at(NOW));
      at(NOW, receiver).deliver(receiver.url());
      assertThat(former.requests()).isEmpty();

      at(NOW, former).deliver(former.url());
      assertThat(former.requests()).as("when it is again").hasSize(1);
    }
  }

  @Test
  @Timeout(20)
  void waitsNeitherForAnAnswerWithoutEndNorForOneThatComesByteByByte() throws IOException {
    var patient =
        new WebhookProperties(
            List.of(), SECRET, true, Duration.ofSeconds(2), Duration.ofSeconds(5));
    byte[] much = "x".repeat(64 * 1024).getBytes(US_ASCII);
    try (var sender = new Sender(patient);
        var endless = new Trap(much, Duration.ZERO);
        var slow = new Trap(new byte[] {'x'}, Duration.ofMillis(100))) {
      for (Trap trap : List.of(endless, slow)) {
        assertThat(sender.send(new Delivery(UUID.randomUUID(), trap.url(), "{}", 0), NOW))
            .isInstanceOf(Answered.Failed.class);
      }
      assertThat(endless.sent()).isLessThan(16 << 20);
    }
  }

  @Test
  @Timeout(20)
  void aReceiverThatIsSlowHoldsUpNobodyElse() throws IOException {
    try (var slow = new Trap(new byte[] {'x'}, Duration.ofMillis(100));
        var quick = answering(204)) {
      var both =
          new WebhookProperties(
              List.of(slow.url(), quick.url()),
              SECRET,
              true,
              Duration.ofMinutes(1),
              Duration.ofSeconds(5));
      var webhooks = new Webhooks(both, deliveries, json);
      var deliver = new Deliver(both, deliveries, at(NOW));
      for (int message = 1; message <= 3; message++) {
        int all = message;
        webhooks.send("ops.alert.raised", Map.of("n", message), NOW);
        deliver.deliverToAll();
        Patience.await()
            .until(() -> quick.requests().size() == all && !deliver.isBusyWith(quick.url()));
      }
      assertThat(waiting()).as("of the slow one").isEqualTo(3);
      deliver.destroy();
    }
  }

  @Test
  void followsNobodyElsewhere() {
    try (var inside = answering(204);
        var receiver =
            new TinyServer(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", inside.url().toString());
                  TinyServer.answer(exchange, 307, "");
                })) {
      send(receiver, at(NOW));
      at(NOW, receiver).deliver(receiver.url());
      assertThat(receiver.requests()).hasSize(1);
      assertThat(inside.requests()).isEmpty();
      assertThat(waiting()).isEqualTo(1);
    }
  }

  @Test
  void reachesNoPrivateAddressUnlessAllowed() {
    try (var receiver = answering(204)) {
      var closed =
          new WebhookProperties(
              List.of(), SECRET, false, Duration.ofSeconds(2), Duration.ofSeconds(5));
      try (var sender = new Sender(closed)) {
        var to = URI.create(receiver.url().toString().replace("127.0.0.1", "localhost"));
        assertThat(sender.send(new Delivery(UUID.randomUUID(), to, "{}", 0), NOW))
            .isInstanceOf(Answered.Failed.class);
        assertThat(sender.send(new Delivery(UUID.randomUUID(), receiver.url(), "{}", 0), NOW))
            .isInstanceOf(Answered.Failed.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "::ffff:0:8.8.8.8",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:808:808::1"
      })
  void knowsPrivateAddresses(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "172.32.0.1",
        "192.0.2.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "100:0:0:1::1",
        "64:ff9c::1"
      })
  void knowsPublicOnes(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.org/", "https:///path", "http://user:pass@example.org/", "x"})
  void startsWithNoAddressThatIsNone(String url) {
    assertThatThrownBy(
            () ->
                new WebhookProperties(
                    List.of(URI.create(url)), SECRET, false, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TinyServer answering(int status) {
    return new TinyServer(exchange -> TinyServer.answer(exchange, status, ""));
  }

  private void send(TinyServer receiver, Clock now) {
    new Webhooks(properties(receiver), deliveries, json)
        .send("ops.alert.raised", Map.of("n", 1), now.instant());
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private Deliver at(Instant now, TinyServer receiver) {
    return new Deliver(properties(receiver), deliveries, at(now));
  }

  private static WebhookProperties properties(TinyServer receiver) {
    return new WebhookProperties(
        List.of(receiver.url()), SECRET, true, Duration.ofSeconds(20), Duration.ofSeconds(5));
  }

  private int waiting() {
    Integer waiting =
        jdbc.queryForObject(
            "SELECT count(*) FROM alert_delivery WHERE state = 'waiting'", Integer.class);
    return waiting == null ? 0 : waiting;
  }
}
