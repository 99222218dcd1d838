package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Instances of chat-service leave and die under those who post; ten kills are counted in
 * infra/bench.
 */
class KilledWhilePostingTests {

  @Test
  void whatWasAcknowledgedIsThereOnceAndArrivesEverywhere() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("under fire");
    String word = "w" + UUID.randomUUID().toString().replace("-", "");
    WsClient live = ada.live();
    List<JsonNode> acknowledged = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean posting = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.execute(
            () -> {
              while (posting.get()) {
                acknowledged.add(postUntilTaken(ada, conversation, word));
              }
            });
      }
      try {
        Parley.local().restart("chat-service-2");
        awaitMore(acknowledged, 50);
        Parley.instance("chat-service").kill();
        awaitMore(acknowledged, 50);
        Parley.local().restart("chat-service");
        Parley.instance("chat-service-2").kill();
        awaitMore(acknowledged, 50);
      } finally {
        posting.set(false);
      }
    }

    int count = acknowledged.size();
    List<Long> expected = LongStream.rangeClosed(1, count).boxed().toList();
    assertThat(acknowledged)
        .extracting(message -> message.required("seq").asLong())
        .containsExactlyInAnyOrderElementsOf(expected);
    try (live) {
      assertThat(live.until(conversation, count))
          .filteredOn(frame -> frame.path("event").asText().equals("message.posted"))
          .extracting(frame -> frame.path("seq").asLong())
          .isEqualTo(expected);
    }
    Patience.upTo(Duration.ofSeconds(30))
        .until(() -> ada.search(word).required("total").asInt() == count);
  }

  private static JsonNode postUntilTaken(Person person, UUID conversation, String word) {
    Map<String, Object> message = Map.of("id", UUID.randomUUID(), "content", word);
    while (true) {
      try {
        Answer answer =
            person.api().post("/api/v1/conversations/%s/messages".formatted(conversation), message);
        if (answer.status() < 500) {
          return answer.json(201);
        }
      } catch (UncheckedIOException _) {
        // nobody knows what became of it: once more, with the same id
      }
    }
  }

  private static void awaitMore(List<JsonNode> acknowledged, int count) {
    int wanted = acknowledged.size() + count;
    Patience.upTo(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= wanted);
  }
}
