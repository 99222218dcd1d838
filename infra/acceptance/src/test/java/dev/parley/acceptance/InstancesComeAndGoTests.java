package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Instances of chat-service leave, join and die under people who read and post, and try once. */
class InstancesComeAndGoTests {

  private static final String OTHER = "chat-service-2";

  @Test
  void nobodyNoticesWhoLeavesAndWhoJoinsAndACrashCostsTheWritesUnderWay() {
    try (var load = new Load(Parley.person("ada"))) {
      assertThat(Parley.local().processes("chat-service")).hasSize(2);
      load.awaitMore(100);
      Parley.local().restart(OTHER);
      awaitMessagesAt(OTHER);
      assertThat(load.failed()).as("as one left and one joined").isEmpty();

      Parley.instance(OTHER).kill();
      load.awaitMore(600);
      assertThat(load.failed())
          .as("at a crash")
          .hasSizeLessThanOrEqualTo(Load.POSTERS)
          .allMatch(failure -> failure.startsWith("POST"))
          .allMatch(failure -> failure.contains(": 502 ") || failure.contains(": 503 "));
    } finally {
      Parley.local().restart(OTHER);
    }
  }

  /** Until it is part of the whole again. */
  private static void awaitMessagesAt(String name) {
    Patience.await()
        .ignoreException(AssertionError.class)
        .until(
            () ->
                Parley.figures(Parley.instance(name))
                        .filter(line -> line.startsWith("http_requests_total"))
                        .filter(line -> line.contains("/messages"))
                        .mapToDouble(Parley::figure)
                        .sum()
                    > 100);
  }

  /** So many requests a second, none of them a second time. */
  private static final class Load implements AutoCloseable {

    static final int POSTERS = 4;
    private static final int READERS = 4;
    private static final Duration PACE = Duration.ofMillis(50);

    private final ScheduledExecutorService people =
        Executors.newScheduledThreadPool(POSTERS + READERS);
    private final AtomicInteger answers = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();

    Load(Person person) {
      UUID conversation = person.createConversation("steady");
      String messages = "/api/v1/conversations/%s/messages".formatted(conversation);
      Api api = person.api();
      for (int i = 0; i < READERS; i++) {
        every(200, "GET", () -> api.get(messages));
      }
      for (int i = 0; i < POSTERS; i++) {
        every(201, "POST", () -> api.post(messages, Map.of("content", "still here")));
      }
    }

    private void every(int expected, String method, Supplier<Answer> request) {
      ScheduledFuture<?> _ =
          people.scheduleAtFixedRate(
              () -> {
                try {
                  Answer answer = request.get();
                  if (answer.status() != expected) {
                    failed.add(answer.toString());
                  }
                } catch (UncheckedIOException e) {
                  failed.add(method + " was not answered: " + e.getCause());
                }
                answers.incrementAndGet();
              },
              0,
              PACE.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    void awaitMore(int count) {
      int wanted = answers.get() + count;
      Patience.upTo(Duration.ofSeconds(60)).until(() -> answers.get() >= wanted);
    }

    List<String> failed() {
      return List.copyOf(failed);
    }

    @Override
    public void close() {
      people.close();
    }
  }
}
