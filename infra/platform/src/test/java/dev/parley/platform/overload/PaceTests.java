package dev.parley.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTests {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final long NOW = 0;

  @Test
  void fewWaitForNothingAndManyComeOneAfterTheOther() {
    Pace pace = pace(10, 3);

    assertThat(turns(pace, 11, NOW)).allMatch(wait -> wait == 0);
    assertThat(turns(pace, 3, NOW)).containsExactly(SECOND / 10, SECOND / 5, SECOND * 3 / 10);
  }

  @Test
  void whoWouldWaitTooLongHasNoTurnUntilOthersHadTheirs() {
    Pace pace = pace(10, 1);
    assertThat(turns(pace, 21, NOW)).doesNotContain(Pace.NO_TURN);

    assertThat(pace.isFull(NOW)).isTrue();
    assertThat(pace.turn(NOW)).isEqualTo(Pace.NO_TURN);
    assertThat(pace.isFull(NOW + SECOND)).isFalse();
    assertThat(pace.turn(NOW + SECOND)).isEqualTo(SECOND / 10);
  }

  @Test
  void whereNobodyIsMadeToWaitWhoeverComesTooEarlyHasNoTurn() {
    Pace pace = pace(10, 0);

    assertThat(turns(pace, 12, NOW)).containsOnlyOnce(Pace.NO_TURN).endsWith(Pace.NO_TURN);
    assertThat(pace.turn(NOW + SECOND / 10)).isZero();
  }

  @Test
  void whatNobodyUsedIsNotKeptForLong() {
    Pace pace = pace(10, 3);
    pace.turn(NOW);

    assertThat(turns(pace, 12, NOW + 100 * SECOND)).endsWith(0L, SECOND / 10);
  }

  @Test
  void noneIsHeldUpWhereThereIsNoLimit() {
    assertThat(turns(pace(0, 0), 10_000, NOW)).allMatch(wait -> wait == 0);
  }

  private static List<Long> turns(Pace pace, int count, long at) {
    return LongStream.range(0, count).map(_ -> pace.turn(at)).boxed().toList();
  }

  private static Pace pace(int perSecond, int mostSeconds) {
    return new Pace(perSecond, KEPT, Duration.ofSeconds(mostSeconds), NOW);
  }
}
