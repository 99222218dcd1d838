package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any number of instances is one service to those who use it. */
class TwoInstancesTests {

  private static final long FIVE_SECONDS = 5_000_000_000L;

  @Test
  void whoeverIsConnectedAnywhereHearsTheSameInTheSameOrder() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("everywhere");
    List<WsClient> devices = new ArrayList<>();
    try {
      IntStream.range(0, 6).forEach(_ -> devices.add(ada.live()));
      Patience.await()
          .untilAsserted(() -> assertThat(connectionsPerInstance()).doesNotContain(0.0).hasSize(2));

      IntStream.range(0, 20).forEach(i -> ada.post(conversation, "line " + i));

      for (WsClient device : devices) {
        List<Long> seqs =
            device.until(conversation, 20).stream()
                .filter(frame -> frame.path("event").asText().equals("message.posted"))
                .map(frame -> frame.path("seq").asLong())
                .toList();
        assertThat(seqs).isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(i -> (long) i).toList());
      }
    } finally {
      devices.forEach(WsClient::close);
    }
  }

  @Test
  void signingOutCountsEverywhereWithinFiveSeconds() {
    Person ada = Parley.person("ada");
    List<WsClient> devices = new ArrayList<>();
    try {
      IntStream.range(0, 4).forEach(_ -> devices.add(ada.live()));

      long begin = System.nanoTime();
      ada.api().post("/api/v1/auth/logout", null).assertStatus(204);

      for (WsClient device : devices) {
        assertThat(device.goodbye().code()).isEqualTo(4403);
      }
      Patience.await().until(() -> ada.api().get("/api/v1/me").status() == 401);
      assertThat(System.nanoTime() - begin).isLessThan(FIVE_SECONDS);
      Parley.api()
          .post("/api/v1/auth/refresh", Map.of("refresh_token", ada.refreshToken()))
          .assertProblem(401, "auth.refresh_token_invalid");
    } finally {
      devices.forEach(WsClient::close);
    }
  }

  @Test
  void whoIsDisabledIsDisconnectedEverywhereWithinFiveSecondsScriptsToo() {
    Person bob = Parley.person("bob");
    String script =
        bob.api()
            .post("/api/v1/me/tokens", Map.of("name", "a script", "scopes", List.of("read")))
            .json(201)
            .required("token")
            .asText();
    List<WsClient> devices = new ArrayList<>();
    try {
      for (URI instance : Parley.sockets()) {
        devices.add(WsClient.join(instance, bob.token()));
        devices.add(WsClient.join(instance, script));
      }
      Person admin = Parley.admin();

      long begin = System.nanoTime();
      admin.api().patch("/api/v1/users/" + bob.id(), Map.of("disabled", true)).assertStatus(200);

      assertThat(devices).hasSize(4).allMatch(device -> device.goodbye().code() == 4403);
      assertThat(System.nanoTime() - begin).isLessThan(FIVE_SECONDS);
      for (URI instance : Parley.sockets()) {
        assertThat(Stream.of(bob.token(), script))
            .allSatisfy(token -> assertThat(isRefused(instance, token)).isTrue());
      }
    } finally {
      devices.forEach(WsClient::close);
    }
  }

  private static boolean isRefused(URI instance, String token) {
    try (WsClient again = WsClient.connect(instance).hello(token)) {
      return again.goodbye().code() == 4401 || again.goodbye().code() == 4403;
    }
  }

  @Test
  void whoIsRemovedFromAConversationHearsOfItWithinFiveSecondsAndOfNothingAfterIt() {
    Person ada = Parley.person("ada");
    Person bob = Parley.person("bob");
    UUID conversation = ada.createConversation("for a while");
    ada.invite(conversation, bob);
    List<WsClient> stay = new ArrayList<>();
    List<WsClient> removed = new ArrayList<>();
    try {
      for (URI instance : Parley.sockets()) {
        stay.add(WsClient.join(instance, ada.token()));
        removed.add(WsClient.join(instance, bob.token()));
      }
      ada.post(conversation, "for both");
      removed.forEach(device -> device.until(conversation, 1));

      long begin = System.nanoTime();
      ada.api()
          .delete("/api/v1/conversations/%s/members/%s".formatted(conversation, bob.id()))
          .assertStatus(204);
      assertThat(removed)
          .hasSize(2)
          .allSatisfy(
              device ->
                  assertThat(device.nextEvent("member.removed").at("/data/user_id").asText())
                      .isEqualTo(bob.id().toString()));
      assertThat(System.nanoTime() - begin).isLessThan(FIVE_SECONDS);

      ada.post(conversation, "for one");
      stay.forEach(device -> device.until(conversation, 2));
      removed.forEach(device -> device.say("{\"type\":\"ping\"}").next("pong"));
    } finally {
      stay.forEach(WsClient::close);
      removed.forEach(WsClient::close);
    }
  }

  private static List<Double> connectionsPerInstance() {
    return Parley.local().processes("realtime-service").stream()
        .map(
            instance ->
                Parley.figures(instance)
                    .filter(line -> line.startsWith("websocket_connections_active"))
                    .mapToDouble(Parley::figure)
                    .sum())
        .toList();
  }
}
