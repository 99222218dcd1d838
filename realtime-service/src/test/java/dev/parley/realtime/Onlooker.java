package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a client is told of others. */
final class Onlooker {

  private Onlooker() {}

  /** Waits until it is told this of somebody; what it is told before does not matter. */
  static JsonNode sees(WsClient client, UUID user, String status) {
    while (true) {
      for (JsonNode person : client.nextPassing("presence").path("users")) {
        if (person.path("id").asText().equals(user.toString())
            && person.path("status").asText().equals(status)) {
          return person;
        }
      }
    }
  }

  /** All that it is told of somebody, up to this. */
  static List<String> heardUntil(WsClient client, UUID user, String status) {
    List<String> heard = new ArrayList<>();
    while (heard.isEmpty() || !heard.getLast().equals(status)) {
      for (JsonNode person : client.nextPassing("presence").path("users")) {
        if (person.path("id").asText().equals(user.toString())) {
          heard.add(person.path("status").asText());
        }
      }
    }
    return heard;
  }

  /** What it is told before Redis was reached does not matter. */
  static void knowsSomething(WsClient client) {
    JsonNode frame;
    do {
      frame = client.nextPassing("presence");
    } while (frame.path("status").asText().equals("unknown"));
  }

  static void knowsNothing(WsClient client) {
    JsonNode frame;
    do {
      frame = client.nextPassing("presence");
    } while (!frame.path("status").asText().equals("unknown"));
    assertThat(frame.path("users")).isEmpty();
  }

  static boolean isAbout(JsonNode frame, UUID user) {
    return frame.toString().contains(user.toString());
  }
}
