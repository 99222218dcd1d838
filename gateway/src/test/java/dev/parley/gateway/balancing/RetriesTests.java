package dev.parley.gateway.balancing;

import static dev.parley.gateway.balancing.Failure.BROKEN_OFF;
import static dev.parley.gateway.balancing.Failure.NOT_SENT;
import static dev.parley.gateway.balancing.Failure.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTests {

  private final AtomicLong clock = new AtomicLong();
  private final RetrySettings settings = new RetrySettings(3, 0.1, 2, 20);
  private final Retries retries =
      new Retries(settings, new RetryBudget(settings, clock::get), _ -> {});

  @Test
  void whatWasNeverSentMayAlwaysBeTriedElsewhere() {
    assertThat(IntStream.range(0, 1_000)).allMatch(i -> retries.mayTryAgain(NOT_SENT, 1, false));
  }

  @Test
  void whatBrokeOffMayWhereASecondTimeDoesNoHarm() {
    assertThat(retries.mayTryAgain(BROKEN_OFF, 1, false)).isFalse();
    assertThat(retries.mayTryAgain(BROKEN_OFF, 1, true)).isTrue();
    assertThat(retries.mayTryAgain(BROKEN_OFF, 3, true)).isFalse();
    assertThat(retries.mayTryAgain(OTHER, 1, true)).isFalse();
  }

  @Test
  void theBudgetIsATenthOfTheRequestsAndAFewEachSecond() {
    assertThat(granted(1_000)).as("saved up").isEqualTo(20);

    IntStream.range(0, 100).forEach(_ -> retries.begun());
    assertThat(granted(1_000)).as("of 100 requests").isEqualTo(10);

    clock.addAndGet(TimeUnit.SECONDS.toNanos(3));
    assertThat(granted(1_000)).as("in three quiet seconds").isEqualTo(6);

    IntStream.range(0, 10_000).forEach(_ -> retries.begun());
    assertThat(granted(1_000)).as("never more than can be saved").isEqualTo(20);
  }

  @Test
  void tellsWhatWasSentFromWhatWasNot() {
    assertThat(Failure.of(new ConnectException("refused"))).isEqualTo(NOT_SENT);
    assertThat(Failure.of(new IOException("Connection reset by peer"))).isEqualTo(BROKEN_OFF);
    assertThat(Failure.of(new TimeoutException())).isEqualTo(OTHER);
  }

  private long granted(int wishes) {
    return IntStream.range(0, wishes).filter(_ -> retries.mayTryAgain(BROKEN_OFF, 1, true)).count();
  }
}
