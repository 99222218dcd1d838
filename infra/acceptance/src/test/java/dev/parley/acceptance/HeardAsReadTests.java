package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Patience;
import dev.parley.testing.Wanderer;
import dev.parley.testing.Wanderers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * For many random schedules of posts, corrections, deletions, reactions, drops, and reconnects to
 * either of two instances, which are killed meanwhile: what a client knows that was told of all
 * that is what one knows who reads it, and it was told of no gap.
 */
class HeardAsReadTests {

  /** The build plays some of them; {@code -Dparley.schedules=1000} plays a thousand. */
  private static final int SCHEDULES = Integer.getInteger("parley.schedules", 30);

  /** Of a thousand, so many at a time: a token lasts ten minutes. */
  private static final int AT_ONCE = 250;

  /** Of one person; it may have 50 connections at an instance. */
  private static final int ROOMS_OF_A_PERSON = 25;

  private static final String NO_GAP =
      " told of a gap: the log has all that is missed here, and who was killed lets nobody in"
          + " before it has read on, so only one that is 5 s behind, or takes 20 s to tell, gives up";

  private final long seed = new Random().nextLong();

  @Test
  void whatAClientWasToldIsWhatIsThere() {
    for (int first = 0; first < SCHEDULES; first += AT_ONCE) {
      play(Math.min(AT_ONCE, SCHEDULES - first), seed + first);
    }
  }

  private static void play(int schedules, long seed) {
    List<BusyRoom> rooms = rooms(schedules);
    List<Wanderer> wanderers = new ArrayList<>();
    for (BusyRoom room : rooms) {
      wanderers.add(new Wanderer(room, Parley::sockets, seed + wanderers.size()));
    }
    try (var play = new Wanderers(wanderers)) {
      play.play(List.of(() -> crash("realtime-service"), () -> crash("realtime-service-2")));
    }
    for (int i = 0; i < schedules; i++) {
      Heard heard = rooms.get(i).heard();
      String which = "with the seed " + (seed + i);
      assertThat(wanderers.get(i).wasToldOfAGap()).as(which + NO_GAP).isFalse();
      assertThat(heard.messages()).as(which).isEqualTo(rooms.get(i).read());
      assertThat(heard.posts()).as(which).isSorted().doesNotHaveDuplicates();
    }
  }

  private static List<BusyRoom> rooms(int count) {
    List<BusyRoom> rooms = new ArrayList<>();
    while (rooms.size() < count) {
      Person ada = Parley.person("ada");
      Person bob = Parley.person("bob");
      for (int i = 0; i < ROOMS_OF_A_PERSON && rooms.size() < count; i++) {
        rooms.add(new BusyRoom(ada, bob));
      }
    }
    return rooms;
  }

  private static void crash(String instance) {
    int all = Parley.sockets().size();
    Parley.instance(instance).kill();
    Patience.await().until(() -> Parley.sockets().size() < all);
    Parley.local().revive("realtime-service");
  }
}
