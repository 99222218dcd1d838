package dev.parley.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrustTests {

  private final AtomicLong now = new AtomicLong(1_000_000_000);
  private final AtomicInteger losses = new AtomicInteger();
  private final AtomicInteger forgotten = new AtomicInteger();
  private final Trust trust = new Trust(Duration.ofMillis(1500), now::get, losses::incrementAndGet);

  @Test
  void isEarnedByAPulseThatCameBackAndALookForWhatWasMissed() {
    assertThat(trust.holds()).isFalse();

    pass(1);
    pulse();
    assertThat(trust.holds()).isFalse();

    trust.lookedForMissed(now.get());
    assertThat(trust.holds()).isTrue();
  }

  @Test
  void wearsOffWithoutPulses() {
    earn();

    pass(1400);
    assertThat(trust.holds()).isTrue();
    pass(200);
    assertThat(trust.holds()).isFalse();
  }

  /** A pulse says that all that was announced before it was sent has arrived. */
  @Test
  void countsFromWhenThePulseWasSentNotFromWhenItCame() {
    earn();
    long sentAt = now.get();
    pass(1000);
    trust.heard(sentAt, forgotten::incrementAndGet);

    pass(600);
    assertThat(trust.holds()).isFalse();
  }

  @Test
  void aSlowDatabaseCostsItOnlyAfterSeconds() {
    earn();
    for (int i = 0; i < 4; i++) {
      pass(1000);
      pulse();
      assertThat(trust.holds()).isTrue();
    }
    pass(1001);
    pulse();
    assertThat(trust.holds()).isFalse();
  }

  @Test
  void onceLostOnlyALaterPulseBringsItBack() {
    earn();
    pass(10);
    long before = now.get();
    pass(10);

    trust.lose();
    assertThat(losses).hasValue(1);
    trust.heard(before, forgotten::incrementAndGet);
    assertThat(trust.holds()).isFalse();

    pass(10);
    pulse();
    assertThat(trust.holds()).isTrue();
  }

  @Test
  void whoWasDeafForgetsFirst() {
    earn();
    int before = forgotten.get();
    trust.deafened();
    pass(10);
    pulse();
    assertThat(trust.holds()).as("Redis may have lost something, too").isFalse();
    assertThat(forgotten).hasValue(before + 1);

    trust.forgotten(trust.toForget());
    assertThat(trust.holds()).as("the news of it is still on its way").isFalse();
    pass(10);
    pulse();
    assertThat(trust.holds()).isTrue();
  }

  private void earn() {
    pass(1);
    pulse();
    trust.lookedForMissed(now.get());
    assertThat(trust.holds()).isTrue();
  }

  private void pulse() {
    trust.heard(now.get(), forgotten::incrementAndGet);
  }

  private void pass(long millis) {
    now.addAndGet(millis * 1_000_000);
  }
}
