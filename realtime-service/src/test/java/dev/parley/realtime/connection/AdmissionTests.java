package dev.parley.realtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AdmissionTests {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long now = System.nanoTime() + 1_000 * SECOND;

  @Test
  void fewWaitForNothingAndManyComeOneAfterTheOther() {
    Admission admission = admission(10, "3s");

    assertThat(turns(admission, 11)).allMatch(wait -> wait == 0);
    assertThat(turns(admission, 3)).containsExactly(SECOND / 10, SECOND / 5, SECOND * 3 / 10);
  }

  @Test
  void whoWouldWaitTooLongHasNoTurnUntilOthersHadTheirs() {
    Admission admission = admission(10, "1s");
    turns(admission, 22);

    assertThat(admission.isFull(now)).isTrue();
    assertThat(admission.turn(now)).isEqualTo(Admission.NO_TURN);
    assertThat(admission.isFull(now + SECOND)).isFalse();
    assertThat(admission.turn(now + SECOND)).isEqualTo(SECOND / 10);
  }

  @Test
  void whatNobodyUsedIsNotKeptForLong() {
    Admission admission = admission(10, "3s");
    admission.turn(now);

    assertThat(turns(admission, 12, now + 100 * SECOND)).endsWith(0L, SECOND / 10);
  }

  @Test
  void noneIsHeldUpWhereThereIsNoLimit() {
    assertThat(turns(admission(0, "1s"), 10_000)).allMatch(wait -> wait == 0);
  }

  private List<Long> turns(Admission admission, int count) {
    return turns(admission, count, now);
  }

  private static List<Long> turns(Admission admission, int count, long at) {
    return LongStream.range(0, count).map(_ -> admission.turn(at)).boxed().toList();
  }

  private static Admission admission(int rate, String wait) {
    var settings = new MapConfigurationPropertySource();
    settings.put("parley.realtime.joins-per-second", rate);
    settings.put("parley.realtime.join-wait", wait);
    BindResult<ConnectionProperties> bound =
        new Binder(settings).bind("parley.realtime", ConnectionProperties.class);
    return new Admission(bound.get());
  }
}
