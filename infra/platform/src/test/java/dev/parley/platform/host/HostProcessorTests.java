package dev.parley.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessorTests {

  private static final double BY_THE_JDK = 0.125;

  @TempDir private Path root;
  private long nanos;

  @Test
  void isBusyWithAllButIdlingAndWaitingForDisks() throws IOException {
    // user, nice, system, idle, iowait, irq, softirq, steal, and guests, who are users too
    counted("1000 100 500 9000 400 10 20 30 900 90");
    HostProcessor processor = processor();
    counted("1100 110 530 9250 550 15 25 40 990 99");
    after(Duration.ofSeconds(1));
    assertThat(processor.look()).isCloseTo((100 + 10 + 30 + 5 + 5 + 10) / 560.0, within(1e-9));
  }

  @Test
  void isToldOfTheTimeSinceSomebodyLooked() throws IOException {
    counted("0 0 0 0 0 0 0 0 0 0");
    HostProcessor processor = processor();
    counted("100 0 0 0 0 0 0 0 0 0");
    after(Duration.ofSeconds(5));
    assertThat(processor.look()).isEqualTo(1);
    counted("100 0 0 100 0 0 0 0 0 0");
    after(Duration.ofMillis(999));
    assertThat(processor.look()).as("by somebody else, just now").isEqualTo(1);
    counted("100 0 0 200 0 0 0 0 0 0");
    after(Duration.ofMillis(1));
    assertThat(processor.look()).isZero();
  }

  @Test
  void isNotKnownBeforeThereIsSomethingToCompareWith() throws IOException {
    counted("100 0 0 100 0 0 0 0 0 0");
    HostProcessor processor = processor();
    assertThat(processor.look()).isNaN();
    after(Duration.ofSeconds(1));
    assertThat(processor.look()).as("of counters that stand still").isNaN();
  }

  @Test
  void staysAShareWhereCountersGoBack() throws IOException {
    counted("100 0 0 100 50 0 0 0 0 0");
    HostProcessor processor = processor();
    counted("200 0 0 100 40 0 0 0 0 0");
    after(Duration.ofSeconds(1));
    assertThat(processor.look()).isEqualTo(1);
  }

  @Test
  void isTheJdksWhereNobodyCounts() throws IOException {
    HostProcessor processor = processor();
    after(Duration.ofSeconds(1));
    assertThat(processor.look()).isEqualTo(BY_THE_JDK);
    counted("a b c d e");
    after(Duration.ofSeconds(1));
    assertThat(processor.look()).isEqualTo(BY_THE_JDK);
  }

  @Test
  void isToldByAGaugeThatHoldsIt() throws IOException {
    counted("0 0 0 0 0 0 0 0 0 0");
    var meters = new SimpleMeterRegistry();
    processor().bindTo(meters);
    System.gc();
    counted("25 0 0 75 0 0 0 0 0 0");
    after(Duration.ofSeconds(1));
    assertThat(meters.get("host.cpu.usage").gauge().value()).isEqualTo(0.25);
  }

  private HostProcessor processor() {
    return new HostProcessor(root, () -> BY_THE_JDK, () -> nanos);
  }

  private void after(Duration time) {
    nanos += time.toNanos();
  }

  /** Lines of the single processors follow. */
  private void counted(String ticks) throws IOException {
    Path file = root.resolve("proc/stat");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "cpu  %s\ncpu0 7 7 7 7 7 7 7 7 7 7\nintr 5\n".formatted(ticks));
  }
}
