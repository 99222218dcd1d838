package dev.parley.chat.imports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What imports say about themselves: tags from the closed set of verdicts. */
@Component
class ImportMeters {

  private final Counter imported;
  private final Counter skipped;
  private final Counter failed;
  private final Counter messages;
  private final Counter pauses;

  ImportMeters(MeterRegistry registry) {
    Function<String, Counter> records =
        verdict ->
            Counter.builder("parley.import.records")
                .description("Records of imports by what became of them")
                .tag("verdict", verdict)
                .register(registry);
    imported = records.apply("imported");
    skipped = records.apply("skipped");
    failed = records.apply("failed");
    messages =
        Counter.builder("parley.import.messages")
            .description("Messages that imports brought in")
            .register(registry);
    pauses =
        Counter.builder("parley.import.pauses")
            .description("Times that an import waited for the outbox to empty")
            .register(registry);
  }

  void stepped(ImportStep.Taken step) {
    imported.increment(step.imported());
    skipped.increment(step.skipped());
    messages.increment(step.messages());
  }

  void refused() {
    failed.increment();
  }

  void paused() {
    pauses.increment();
  }
}
