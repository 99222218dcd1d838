package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * For many random schedules of posts, drops, and reconnects to either of two instances, which are
 * killed meanwhile: what a client heard is what was posted, in order, and nothing twice.
 */
class NothingLostTests {

  /** The build plays some of them; {@code -Dparley.schedules=1000} plays a thousand. */
  private static final int SCHEDULES = Integer.getInteger("parley.schedules", 60);

  private static final int STEPS = 20;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final long seed = new Random().nextLong();

  @Test
  void whateverHappensTheClientKnowsWhatWasPosted() {
    Installation installation = Installation.fresh();
    try (var one = RealtimeProcess.start(installation);
        var two = RealtimeProcess.start(installation)) {
      List<URI> both = List.of(one.awaitListening().ws(), two.awaitListening().ws());
      List<Wanderer> wanderers =
          IntStream.range(0, SCHEDULES)
              .mapToObj(i -> new Wanderer(installation, both, seed + i))
              .toList();
      wanderers.parallelStream().forEach(Wanderer::begin);
      Patience.upTo(LONG)
          .until(() -> wanderers.parallelStream().filter(each -> !each.isWelcome()).count() == 0);
      var restarted = CompletableFuture.completedFuture((Void) null);
      for (int step = 0; step < STEPS; step++) {
        if (step % 7 == 3) {
          restarted.join();
          RealtimeProcess victim = step % 2 == 0 ? one : two;
          restarted = CompletableFuture.runAsync(victim::killAndStartAgain);
        }
        wanderers.parallelStream().forEach(Wanderer::step);
      }
      restarted.join();
      wanderers.forEach(Wanderer::last);
      Patience.upTo(LONG)
          .until(() -> wanderers.parallelStream().filter(each -> !each.isUpToDate()).count() == 0);

      for (Wanderer each : wanderers) {
        assertThat(each.wasToldOfAGap()).as("a gap; the seed is %s", seed).isFalse();
        assertThat(each.heard())
            .as("the seed is %s", seed)
            .isEqualTo(LongStream.rangeClosed(1, each.posted()).boxed().toList());
      }
    }
  }
}
