package dev.parley.realtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TypistsTests {

  private static final long SECOND = 1_000_000_000;
  private static final UUID ROOM = UUID.randomUUID();
  private static final UUID ADA = UUID.randomUUID();
  private static final UUID BOB = UUID.randomUUID();

  private final Typists typists = new Typists(6 * SECOND, 3 * SECOND);

  @Test
  void theFirstIsToldAtOnceAndTheNextAfterABreath() {
    assertThat(typists.begins(ROOM, ADA, 0)).isTrue();
    assertThat(typists.tell(ROOM, 0)).isEqualTo(Map.of(ROOM, List.of(ADA)));
    assertThat(typists.begins(ROOM, BOB, 1)).isTrue();
    assertThat(typists.tell(ROOM, 1)).isEmpty();
    assertThat(typists.tick(2)).isEmpty();
    assertThat(typists.tick(Typists.BREATH)).isEqualTo(Map.of(ROOM, List.of(ADA, BOB)));
    assertThat(typists.tick(2 * Typists.BREATH)).isEmpty();
  }

  @Test
  void sayingSoAgainCountsOnlyAfterAWhileAndIsToldThenSinceAFrameMayBeLost() {
    typists.begins(ROOM, ADA, 0);
    typists.tell(ROOM, 0);
    assertThat(typists.begins(ROOM, ADA, 2 * SECOND)).isFalse();
    assertThat(typists.begins(ROOM, ADA, 3 * SECOND)).isTrue();
    assertThat(typists.tell(ROOM, 3 * SECOND)).isEqualTo(Map.of(ROOM, List.of(ADA)));
    assertThat(typists.tick(8 * SECOND)).isEmpty();
    assertThat(typists.tick(9 * SECOND)).isEqualTo(Map.of(ROOM, List.of()));
    assertThat(typists.tick(20 * SECOND)).isEmpty();
  }

  @Test
  void onAndOffAndOnIsToldOnce() {
    typists.begins(ROOM, ADA, 0);
    typists.tell(ROOM, 0);
    assertThat(typists.ends(ROOM, ADA)).isTrue();
    assertThat(typists.tell(ROOM, SECOND)).isEqualTo(Map.of(ROOM, List.of()));
    assertThat(typists.begins(ROOM, ADA, SECOND)).isFalse();
    assertThat(typists.ends(ROOM, ADA)).isFalse();
    assertThat(typists.ends(ROOM, BOB)).isFalse();
  }

  @Test
  void aRoomFullOfTypistsNamesSome() {
    for (int i = 0; i < 500; i++) {
      typists.begins(ROOM, UUID.randomUUID(), 0);
    }
    assertThat(typists.tell(ROOM, 0).get(ROOM)).hasSize(20);
    assertThat(typists.tick(SECOND)).isEmpty();
  }
}
