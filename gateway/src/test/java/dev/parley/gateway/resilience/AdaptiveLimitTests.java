package dev.parley.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Before a service that does two things at once and queues the rest, in time that is reckoned. */
class AdaptiveLimitTests {

  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;

  /** 500 a second can be done. */
  private static final long WORK = 4 * MILLISECOND;

  private enum Kind {
    SEARCH(0.5),
    READ(0.8),
    WRITE(1.0);

    final double share;

    Kind(double share) {
      this.share = share;
    }
  }

  private record Answer(long begin, long end) {}

  private static final class Tally {
    int asked;
    int refused;
    long waited;

    double refusedShare() {
      return (double) refused / asked;
    }

    long meanMillis() {
      return waited / Math.max(1, asked - refused) / MILLISECOND;
    }
  }

  private static final class Tallies {
    final Map<Kind, Tally> each = new EnumMap<>(Kind.class);

    Tally of(Kind kind) {
      return Objects.requireNonNull(each.get(kind));
    }
  }

  private final AdaptiveLimit limit = new AdaptiveLimit(settings(), 0);
  private final long[] freeAt = new long[2];
  private final PriorityQueue<Answer> underWay =
      new PriorityQueue<>(Comparator.comparingLong(Answer::end));
  private long now;

  private static LoadSettings settings() {
    return new LoadSettings(
        true,
        Map.of(),
        Map.of(),
        Set.of(),
        16,
        200,
        1_000,
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1));
  }

  @Test
  void refusesNothingThatCanBeDone() {
    Tallies tallies = run(20, Map.of(Kind.SEARCH, 150, Kind.READ, 200, Kind.WRITE, 100));

    assertThat(tallies.each.values()).allMatch(tally -> tally.refused == 0);
  }

  @Test
  void searchesGoFirstAndWritesAreHardlyTouched() {
    run(5, Map.of(Kind.SEARCH, 100, Kind.READ, 100, Kind.WRITE, 100));
    Tallies settling = run(2, Map.of(Kind.SEARCH, 3_000, Kind.READ, 100, Kind.WRITE, 100));
    Tallies flooded = run(20, Map.of(Kind.SEARCH, 3_000, Kind.READ, 100, Kind.WRITE, 100));

    assertThat(settling.of(Kind.WRITE).refusedShare()).isLessThan(0.2);
    assertThat(flooded.of(Kind.SEARCH).refusedShare()).isGreaterThan(0.8);
    assertThat(flooded.of(Kind.READ).refused).isZero();
    assertThat(flooded.of(Kind.WRITE).refused).isZero();
    assertThat(flooded.of(Kind.WRITE).meanMillis()).isLessThan(120);
  }

  @Test
  void thenReads() {
    run(5, Map.of(Kind.SEARCH, 100, Kind.READ, 100, Kind.WRITE, 100));
    Tallies flooded = run(20, Map.of(Kind.SEARCH, 500, Kind.READ, 3_000, Kind.WRITE, 100));

    assertThat(flooded.of(Kind.SEARCH).refusedShare())
        .isGreaterThan(flooded.of(Kind.READ).refusedShare());
    assertThat(flooded.of(Kind.READ).refusedShare()).isGreaterThan(0.7);
    assertThat(flooded.of(Kind.WRITE).refusedShare()).isLessThan(0.02);
  }

  @Test
  void isAsGenerousAsBeforeWhenItIsOver() {
    run(5, Map.of(Kind.READ, 100));
    run(10, Map.of(Kind.READ, 3_000));
    assertThat(limit.limit()).isLessThan(100);

    Tallies after = run(10, Map.of(Kind.READ, 400));

    assertThat(after.of(Kind.READ).refusedShare()).isLessThan(0.01);
  }

  /** What does as much each second as is asked, evenly spread. */
  private Tallies run(int seconds, Map<Kind, Integer> perSecond) {
    var tallies = new Tallies();
    Map<Kind, Long> next = new EnumMap<>(Kind.class);
    perSecond.keySet().forEach(kind -> next.put(kind, now));
    perSecond.keySet().forEach(kind -> tallies.each.put(kind, new Tally()));
    long end = now + seconds * SECOND;
    while (true) {
      Kind kind = next.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
      now = Objects.requireNonNull(next.get(kind));
      if (now >= end) {
        return tallies;
      }
      next.put(kind, now + SECOND / Objects.requireNonNull(perSecond.get(kind)));
      answerUntil(now);
      ask(kind, tallies.of(kind));
    }
  }

  private void ask(Kind kind, Tally tally) {
    tally.asked++;
    if (!limit.tryEnter(kind.share)) {
      tally.refused++;
      return;
    }
    int free = freeAt[0] <= freeAt[1] ? 0 : 1;
    freeAt[free] = Math.max(freeAt[free], now) + WORK;
    underWay.add(new Answer(now, freeAt[free]));
    tally.waited += freeAt[free] - now;
  }

  private void answerUntil(long time) {
    while (!underWay.isEmpty() && underWay.peek().end <= time) {
      Answer answer = underWay.remove();
      limit.leave(answer.end - answer.begin, answer.end);
    }
  }
}
