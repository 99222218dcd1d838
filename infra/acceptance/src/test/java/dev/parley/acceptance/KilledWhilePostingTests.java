package dev.parley.acceptance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Instances of chat-service leave and die under those who post; ten kills are counted in
 * infra/bench.
 */
class KilledWhilePostingTests {

  private static final int POSTERS = 4;
  private static final Duration PACE = Duration.ofMillis(50);

  /** Few enough of them to be counted by a search. */
  private static final int MESSAGES_PER_WORD = 200;

  @Test
  void whatWasAcknowledgedIsThereOnceAndArrivesEverywhere() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("under fire");
    var words = new Words();
    WsClient live = ada.live();
    List<JsonNode> acknowledged = Collections.synchronizedList(new ArrayList<>());
    try (ScheduledExecutorService posters = Executors.newScheduledThreadPool(POSTERS)) {
      for (int i = 0; i < POSTERS; i++) {
        ScheduledFuture<?> _ =
            posters.scheduleAtFixedRate(
                () -> acknowledged.add(postUntilTaken(ada, conversation, words.next())),
                0,
                PACE.toMillis(),
                TimeUnit.MILLISECONDS);
      }
      Parley.local().restart("chat-service-2");
      awaitMore(acknowledged, 50);
      Parley.instance("chat-service").kill();
      awaitMore(acknowledged, 50);
      Parley.local().restart("chat-service");
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
    Map<String, Long> perWord =
        acknowledged.stream()
            .collect(groupingBy(message -> message.required("content").asText(), counting()));
    perWord.forEach(
        (word, messages) ->
            Patience.upTo(Duration.ofSeconds(30))
                .until(() -> ada.search(word).required("total").asLong() == messages));
  }

  /** A word that nobody else uses, and another one after some messages. */
  private static final class Words {
    private final String prefix = "w" + UUID.randomUUID().toString().replace("-", "") + "x";
    private final AtomicInteger given = new AtomicInteger();

    String next() {
      return prefix + given.getAndIncrement() / MESSAGES_PER_WORD;
    }
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
