package dev.parley.realtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShownTests {

  private static final UUID ADA = UUID.randomUUID();

  private final Shown shown = new Shown();

  /** Somebody was asked about, then went, and only then the answer is there. */
  @Test
  void whatIsOlderIsNotShownOverWhatIsNewer() {
    Sight gone = shown.newest(sight(Status.OFFLINE, 6), 0);
    assertThat(shown.newest(sight(Status.ONLINE, 5), 1)).isEqualTo(gone);
    assertThat(shown.isNews(sight(Status.OFFLINE, 6))).isFalse();
    assertThat(shown.isNews(sight(Status.ONLINE, 7))).isTrue();
  }

  @Test
  void whoIsGoneIsForgottenAfterAWhile() {
    shown.newest(sight(Status.AWAY, 1), 0);
    assertThat(shown.present(0)).containsExactly(ADA);
    shown.newest(sight(Status.OFFLINE, 2), 0);
    assertThat(shown.present(1)).isEmpty();
    assertThat(shown.isNews(sight(Status.ONLINE, 1))).isFalse();
    assertThat(shown.present(Duration.ofMinutes(2).toNanos())).isEmpty();
    assertThat(shown.isNews(sight(Status.ONLINE, 1))).isTrue();
  }

  private static Sight sight(Status status, long version) {
    return new Sight(ADA, status, version, null);
  }
}
