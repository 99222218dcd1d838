package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.EventStreamClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same as at {@code /ws}, for clients that have no WebSocket. */
class EventStreamTests {

  @Test
  void tellsWhatIsPostedAndAfterABreakWhatWasMissed() {
    Person ada = Parley.person("ada");
    Person bob = Parley.person("bob");
    UUID conversation = ada.createConversation("by the wire");
    ada.invite(conversation, bob);

    String last;
    try (EventStreamClient hears = bob.stream()) {
      assertThat(hears.header("Content-Type")).startsWith("text/event-stream");
      assertThat(hears.header("Cache-Control")).isEqualTo("no-store");
      assertThat(hears.header("Content-Encoding")).isEmpty();
      assertThat(hears.next().path("type").asText()).isEqualTo("welcome");

      JsonNode message = ada.post(conversation, "Stop.");

      JsonNode heard = hears.until(conversation, 1).getLast();
      assertThat(heard.at("/data/content")).isEqualTo(message.required("content"));
      last = hears.id();
    }
    ada.post(conversation, "Are you there?");
    ada.post(conversation, "Stop.");

    try (EventStreamClient hears = bob.stream("Last-Event-ID", last)) {
      assertThat(posts(hears.until(conversation, 3))).containsExactly(2L, 3L);

      ada.post(conversation, "There you are.");

      assertThat(posts(hears.until(conversation, 4))).containsExactly(4L);
    }
  }

  @Test
  void strangersAreToldByAStatus() {
    String path = "/api/v1/events";

    Parley.api().as("made.up.entirely").get(path).assertProblem(401, "auth.token_invalid");
    Parley.api().get(path).assertProblem(401, "auth.required");
  }

  private static List<Long> posts(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("event").asText().equals("message.posted"))
        .map(event -> event.path("seq").asLong())
        .toList();
  }
}
