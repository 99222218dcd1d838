package dev.parley.metrics.overview;

import dev.parley.metrics.figures.Measure;
import dev.parley.metrics.figures.Window;
import dev.parley.metrics.scrape.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what several instances know. What none of them knows is null. */
final class Figures {

  private final Collection<Instance> instances;
  private final Duration span;

  Figures(Collection<Instance> instances, Duration span) {
    this.instances = instances;
    this.span = span;
  }

  /** Of what all instances share, what any one of them says. */
  @Nullable Double sum(Measure measure) {
    return measure.isShared() ? max(measure) : merge(measure, Double::sum);
  }

  @Nullable Double max(Measure measure) {
    return merge(measure, Math::max);
  }

  /** The highest of the instances' means over the span: one that is idle helps no other. */
  @Nullable Double busiest(Measure measure) {
    return instances.stream()
        .map(instance -> instance.mean(measure, span))
        .flatMap(Stream::ofNullable)
        .max(Double::compare)
        .orElse(null);
  }

  @Nullable Long whole(Measure measure) {
    Double sum = sum(measure);
    return sum == null ? null : Math.round(sum);
  }

  /** Events that wait to be read, whichever way the service reads them. */
  @Nullable Long lag() {
    Long shared = whole(Measure.STREAM_LAG);
    return shared == null ? whole(Measure.CONSUMER_LAG) : shared;
  }

  /** By how much a counter grew within the span. */
  @Nullable Double increase(Measure measure) {
    Window window = window();
    return window == null ? null : window.increases().get(measure);
  }

  @Nullable Window window() {
    List<Window> windows =
        instances.stream()
            .map(instance -> instance.window(span))
            .flatMap(Stream::ofNullable)
            .toList();
    return windows.isEmpty() ? null : windows.stream().reduce(Window.EMPTY, Window::plus);
  }

  private @Nullable Double merge(Measure measure, DoubleBinaryOperator merge) {
    var found =
        instances.stream()
            .map(Instance::latest)
            .filter(Objects::nonNull)
            .map(reading -> reading.values().get(measure))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .reduce(merge);
    return found.isPresent() ? found.getAsDouble() : null;
  }
}
