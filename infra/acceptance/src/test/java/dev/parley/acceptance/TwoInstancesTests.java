package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any number of instances is one service to those who use it. */
class TwoInstancesTests {

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
      assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
      Parley.api()
          .post("/api/v1/auth/refresh", Map.of("refresh_token", ada.refreshToken()))
          .assertProblem(401, "auth.refresh_token_invalid");
    } finally {
      devices.forEach(WsClient::close);
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
