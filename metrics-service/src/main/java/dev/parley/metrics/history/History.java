package dev.parley.metrics.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes down what is, and makes the coarser of the finer. For one writer at a time. */
@Component
public class History {

  private record Key(Series series, String service) {}

  /** After a pause so many stretches are made up for at once; the next turn goes on. */
  private static final int MOST_AT_ONCE = 30;

  private final Samples samples;
  private final Partitions partitions;

  History(Samples samples, Partitions partitions) {
    this.samples = samples;
    this.partitions = partitions;
  }

  /** Whether what is taken down at one moment would stand where that of the other stands. */
  public static boolean isSameStretch(Instant one, Instant other) {
    return Resolution.FINE.stretchOf(one).equals(Resolution.FINE.stretchOf(other));
  }

  @Transactional
  public void write(Instant at, Collection<Sample> now) {
    Instant stretch = Resolution.FINE.stretchOf(at);
    partitions.prepare(Resolution.FINE, stretch);
    samples.write(Resolution.FINE, stretch, now);
  }

  /** Also where no one wrote for a while: every stretch that is over and still to be had. */
  @Transactional
  public void thinOut(Instant now) {
    for (Resolution coarse : List.of(Resolution.MIDDLE, Resolution.COARSE)) {
      gather(coarse, now);
    }
    Arrays.stream(Resolution.values()).forEach(each -> partitions.dropOld(each, now));
  }

  private void gather(Resolution coarse, Instant now) {
    Resolution fine = coarse.finer().orElseThrow();
    Instant from = samples.newest(coarse).map(at -> at.plus(coarse.step)).orElse(Instant.EPOCH);
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Instant begun = samples.firstSince(fine, from).map(coarse::stretchOf).orElse(now);
      Instant end = begun.plus(coarse.step);
      if (end.isAfter(now)) {
        return;
      }
      partitions.prepare(coarse, begun);
      samples.write(coarse, begun, gathered(samples.read(fine, begun, end)));
      from = end;
    }
  }

  private static List<Sample> gathered(List<Samples.At> fine) {
    Map<Key, Sample> sums = new LinkedHashMap<>();
    for (Samples.At one : fine) {
      Sample sample = one.sample();
      sums.merge(new Key(sample.series(), sample.service()), sample, Sample::plus);
    }
    return new ArrayList<>(sums.values());
  }
}
