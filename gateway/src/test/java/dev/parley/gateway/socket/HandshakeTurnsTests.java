package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class HandshakeTurnsTests {

  /** One each 10 ms, and eleven at once where nobody came lately. */
  private static final int PER_SECOND = 100;

  private static final int AT_ONCE = 11;

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final List<Boolean> called = new ArrayList<>();
  private long now = System.nanoTime();
  private final HandshakeTurns turns =
      new HandshakeTurns(PER_SECOND, Duration.ofSeconds(1), () -> now);

  @BeforeEach
  void timeStands() {
    client.freezeTime();
    pass(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    var _ = client.close();
  }

  @Test
  void fewWaitForNothingAndManyComeOneAfterTheOther() {
    come(AT_ONCE + 3);

    assertThat(called).hasSize(AT_ONCE).containsOnly(true);
    pass(Duration.ofMillis(10));
    assertThat(called).hasSize(AT_ONCE + 1).containsOnly(true);
    pass(Duration.ofMillis(20));
    assertThat(called).hasSize(AT_ONCE + 3).containsOnly(true);
  }

  @Test
  void whoWouldWaitTooLongHasNoTurn() {
    come(AT_ONCE + PER_SECOND + 7);

    assertThat(called).filteredOn(mine -> !mine).hasSize(7);
  }

  @Test
  void whileTheLoopIsLateThereIsATenthOfTheTurnsAndTheRestComeBackLater() {
    come(AT_ONCE + 50);
    stall(Duration.ofSeconds(1));
    assertThat(called).filteredOn(mine -> mine).hasSizeBetween(AT_ONCE + 1, AT_ONCE + 3);
    assertThat(called).filteredOn(mine -> !mine).hasSizeBetween(30, 40);

    pass(Duration.ofSeconds(1));
    assertThat(called).hasSize(AT_ONCE + 50);
    assertThat(called).filteredOn(mine -> mine).hasSizeBetween(AT_ONCE + 10, AT_ONCE + 15);
  }

  /** Ten of one address may wait: a tenth of what one waits for at most. */
  @Test
  void whoOpensVeryManyHoldsUpOthersForAMomentOnly() {
    for (int i = 0; i < AT_ONCE + 50; i++) {
      come("a flood");
    }
    assertThat(called).filteredOn(mine -> mine).hasSize(AT_ONCE);
    assertThat(called).filteredOn(mine -> !mine).hasSize(40);
    called.clear();
    come("somebody else");
    pass(Duration.ofMillis(110));

    assertThat(called).hasSize(11).containsOnly(true);
    called.clear();
    come("a flood");
    assertThat(called).isEmpty();
    pass(Duration.ofMillis(10));
    assertThat(called).as("its places are free again").containsExactly(true);
  }

  @Test
  void whoGoesAwayIsNotCalled() {
    come(AT_ONCE);
    Disposable goes = turns.turn(client.eventLoop(), "one").subscribe(called::add);
    goes.dispose();
    pass(Duration.ofSeconds(1));

    assertThat(called).hasSize(AT_ONCE);
  }

  private void come(int count) {
    for (int i = 0; i < count; i++) {
      come("address " + i);
    }
  }

  private void come(String network) {
    var _ = turns.turn(client.eventLoop(), network).subscribe(called::add);
  }

  /** The loop does each thing when it is due. */
  private void pass(Duration time) {
    for (long i = 0; i < time.toMillis(); i++) {
      stall(Duration.ofMillis(1));
    }
  }

  /** The loop does nothing meanwhile. */
  private void stall(Duration time) {
    now += time.toNanos();
    client.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    client.runScheduledPendingTasks();
  }
}
