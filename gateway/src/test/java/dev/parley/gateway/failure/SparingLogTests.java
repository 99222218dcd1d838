package dev.parley.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparingLogTests {

  private static final String WHAT = "502 upstream.unreachable";

  private final List<String> lines = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private Duration now = Duration.ofDays(1);
  private Duration wait = Duration.ZERO;

  private final SparingLog log =
      new SparingLog(
          "chat-service",
          lines::add,
          () -> now.toNanos(),
          (task, time) -> {
            later.add(task);
            wait = time;
          });

  @Test
  void theFirstIsToldAtOnceAndThoseThatFollowAreCounted() {
    log.add(WHAT, "t0");
    now = now.plusMillis(300);
    IntStream.rangeClosed(1, 57).forEach(i -> log.add(WHAT, "t" + i));

    assertThat(lines).containsExactly("chat-service: 502 upstream.unreachable, trace t0");
    assertThat(later).hasSize(1);
    assertThat(wait).isEqualTo(Duration.ofMillis(700));

    now = now.plus(wait);
    later.getFirst().run();

    assertThat(lines).hasSize(2);
    assertThat(lines.getLast())
        .startsWith("chat-service: 57 more since, the last 502 upstream.unreachable, traces t1 t2 ")
        .contains(" t20 ")
        .endsWith(" and others");
  }

  @Test
  void anOutageIsALineASecondAndItsEndIsToldToo() {
    for (int i = 0; i < 100; i++) {
      log.add(WHAT, "t" + i);
      now = now.plusMillis(100);
      if (i % 10 == 9) {
        later.forEach(Runnable::run);
        later.clear();
      }
    }
    assertThat(lines).hasSizeBetween(10, 12);

    now = now.plusSeconds(5);
    log.add(WHAT, "another");
    assertThat(lines.getLast()).isEqualTo("chat-service: 502 upstream.unreachable, trace another");
  }

  @Test
  void whereTracingIsOffItIsToldAllTheSame() {
    log.add(WHAT, null);
    log.add(WHAT, null);
    later.forEach(Runnable::run);

    assertThat(lines).hasSize(2);
  }
}
