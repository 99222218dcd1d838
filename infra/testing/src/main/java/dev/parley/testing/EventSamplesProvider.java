package dev.parley.testing;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;

final class EventSamplesProvider extends AnnotationBasedArgumentsProvider<EventSamples> {
  @Override
  protected Stream<? extends Arguments> provideArguments(
      ExtensionContext context, EventSamples wanted) {
    Stream<String> named = Arrays.stream(wanted.value());
    Stream<String> read =
        wanted.readBy().isEmpty()
            ? Stream.empty()
            : EventContract.typesReadBy(wanted.readBy()).stream();
    return Stream.concat(named, read).flatMap(EventContract::samples).map(Arguments::of);
  }
}
