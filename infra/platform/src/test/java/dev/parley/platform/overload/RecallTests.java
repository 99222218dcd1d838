package dev.parley.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecallTests {

  @Test
  void takesAsLongAsLettingAllOfThemIn() {
    assertThat(Recall.of(5_000, 250)).isEqualTo(new Recall(20_000));
  }

  @Test
  void isNeverForAllAtTheSameMoment() {
    assertThat(Recall.of(1, 250)).isEqualTo(Recall.OF_ONE);
    assertThat(Recall.of(5_000, 0)).isEqualTo(Recall.OF_ONE);
    assertThat(IntStream.range(0, 100).map(_ -> Recall.OF_ONE.inMs()).distinct().count())
        .isGreaterThan(10);
  }

  @Test
  void hasABoundHoweverManyTheyAre() {
    assertThat(Recall.of(Integer.MAX_VALUE, 1)).isEqualTo(new Recall(Integer.MAX_VALUE));
  }
}
