package dev.parley.platform.database;

import dev.parley.platform.telemetry.RequestCosts;
import dev.parley.platform.telemetry.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times each statement. What is logged of it is its text, never its values. */
final class StatementMeter implements QueryExecutionListener {

  private static final Logger log = LoggerFactory.getLogger("dev.parley.slow-statements");
  private static final String START = "start";
  private static final String SPAN = "span";

  private final Map<Operation, Timer> timers = new EnumMap<>(Operation.class);
  private final StatementLines lines = new StatementLines();
  private final @Nullable Tracer tracer;
  private final long slowNanos;
  private final boolean echo;

  StatementMeter(MeterRegistry registry, @Nullable Tracer tracer, Duration slow, boolean echo) {
    for (Operation operation : Operation.values()) {
      timers.put(
          operation,
          Timer.builder(Telemetry.DATABASE_QUERY_DURATION)
              .description("Statements sent to the database")
              .tag("operation", operation.tag())
              .publishPercentileHistogram()
              .minimumExpectedValue(Duration.ofNanos(100_000))
              .maximumExpectedValue(Duration.ofSeconds(5))
              .register(registry));
    }
    this.tracer = tracer;
    this.slowNanos = slow.toNanos();
    this.echo = echo;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    execution.addCustomValue(SPAN, span(queries));
    execution.addCustomValue(START, System.nanoTime());
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    long nanos = System.nanoTime() - execution.getCustomValue(START, Long.class);
    Timer timer = timers.get(Operation.of(text(queries)));
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
    RequestCosts.addStatement(nanos);
    Span span = execution.getCustomValue(SPAN, Span.class);
    if (span != null) {
      if (!execution.isSuccess()) {
        // what the database says may hold values; that it failed is enough here
        span.tag("error", "true");
      }
      span.end();
    }
    if (nanos > slowNanos || echo) {
      tell(execution, queries, nanos);
    }
  }

  /** Only where somebody looks at the trace: a span costs more than many a statement. */
  private @Nullable Span span(List<QueryInfo> queries) {
    Span parent = tracer == null ? null : tracer.currentSpan();
    if (tracer == null || parent == null || !Boolean.TRUE.equals(parent.context().sampled())) {
      return null;
    }
    String text = text(queries);
    return tracer
        .spanBuilder()
        .kind(Span.Kind.CLIENT)
        .name(Operation.of(text).tag())
        .tag("db.system", "postgresql")
        .tag("db.query.text", lines.shortened(text))
        .start();
  }

  private void tell(ExecutionInfo execution, List<QueryInfo> queries, long nanos) {
    String seconds = "%.3f".formatted(nanos / 1e9);
    String text = text(queries);
    if (nanos > slowNanos) {
      log.warn(
          "slow statement: {} s, batch of {}: {}",
          seconds,
          execution.getBatchSize(),
          lines.shortened(text));
    } else {
      log.info(
          "statement: {} s, batch of {}: {}",
          seconds,
          execution.getBatchSize(),
          StatementLines.whole(text));
    }
  }

  private static String text(List<QueryInfo> queries) {
    return queries.isEmpty() ? "" : queries.getFirst().getQuery();
  }
}
