package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Wanderer;
import dev.parley.testing.Wanderers;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * For many random schedules of posts, drops, and reconnects to either of two instances, which are
 * killed meanwhile: what a client heard is what was posted, in order, and nothing twice.
 */
class NothingLostTests {

  /** The build plays some of them; {@code -Dparley.schedules=1000} plays a thousand. */
  private static final int SCHEDULES = Integer.getInteger("parley.schedules", 60);

  private final long seed = new Random().nextLong();

  @Test
  void whateverHappensTheClientKnowsWhatWasPosted() {
    Installation installation = Installation.fresh();
    try (var one = RealtimeProcess.start(installation);
        var two = RealtimeProcess.start(installation)) {
      List<URI> both = List.of(one.awaitListening().ws(), two.awaitListening().ws());
      List<PostedAndHeard> places =
          Stream.generate(() -> new PostedAndHeard(installation)).limit(SCHEDULES).toList();
      List<Wanderer> wanderers =
          IntStream.range(0, SCHEDULES)
              .mapToObj(i -> new Wanderer(places.get(i), () -> both, seed + i))
              .toList();
      try (var play = new Wanderers(wanderers)) {
        play.play(List.of(two::killAndStartAgain, one::killAndStartAgain, two::killAndStartAgain));
      }

      assertThat(wanderers).as("the seed is %s", seed).noneMatch(Wanderer::wasToldOfAGap);
      for (PostedAndHeard each : places) {
        assertThat(each.heard())
            .as("the seed is %s", seed)
            .isEqualTo(LongStream.rangeClosed(1, each.posted()).boxed().toList());
      }
    }
  }
}
