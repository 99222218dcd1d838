package dev.parley.chat.file;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What files say about themselves. */
@Component
final class FileMeters {

  /** Where something failed that was not the client's fault. */
  enum Failure {
    STORE,
    SERVE,
    REMOVE,
    TIDY,
    LOST
  }

  /** What became of the news that something was deleted. */
  enum Purge {
    TOLD,
    FAILED,
    DROPPED
  }

  private final MeterRegistry registry;
  private final Counter stored;
  private final Counter served;

  FileMeters(MeterRegistry registry) {
    this.registry = registry;
    stored =
        Counter.builder("parley.files.stored")
            .description("Bytes of files taken in")
            .baseUnit("bytes")
            .register(registry);
    served =
        Counter.builder("parley.files.served")
            .description("Bytes of files given out")
            .baseUnit("bytes")
            .register(registry);
    for (Failure failure : Failure.values()) {
      counter(failure);
    }
    for (Purge outcome : Purge.values()) {
      counter(outcome);
    }
  }

  void stored(long bytes) {
    stored.increment((double) bytes);
  }

  void served(long bytes) {
    served.increment((double) bytes);
  }

  void failed(Failure failure) {
    counter(failure).increment();
  }

  void purged(Purge outcome, int paths) {
    counter(outcome).increment(paths);
  }

  private Counter counter(Failure failure) {
    return Counter.builder("parley.files.failures")
        .description("What went wrong with the storage of files")
        .tag("step", failure.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter counter(Purge outcome) {
    return Counter.builder("parley.files.purges")
        .description("Paths that the CDN was to forget")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
