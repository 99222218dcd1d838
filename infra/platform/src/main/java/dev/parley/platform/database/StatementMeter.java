package dev.parley.platform.database;

import dev.parley.platform.telemetry.RequestCosts;
import dev.parley.platform.telemetry.Telemetry;
import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import java.sql.SQLException;
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
  private final Spans spans;
  private final Statements statements;
  private final SlowStatements slow;
  private final boolean echo;

  /**
   * @param namespace of the data source, by its database and schema
   */
  StatementMeter(
      MeterRegistry registry, Spans spans, String namespace, SlowStatements slow, boolean echo) {
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
    this.spans = spans;
    statements = new Statements(namespace);
    this.slow = slow;
    this.echo = echo;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    execution.addCustomValue(SPAN, span(execution, queries));
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
    end(execution.getCustomValue(SPAN, Span.class), execution.getThrowable());
    if (slow.has(nanos) || echo) {
      tell(execution, queries, nanos);
    }
  }

  private Span span(ExecutionInfo execution, List<QueryInfo> queries) {
    if (!Span.current().getSpanContext().isSampled()) {
      return Span.getInvalid();
    }
    Statement statement = statements.of(text(queries));
    Span span = spans.call(statement.summary(), statement.attributes());
    if (execution.getBatchSize() > 1) {
      span.setAttribute(Conventions.DB_BATCH_SIZE, execution.getBatchSize());
    }
    return span;
  }

  /** What the database says may hold values; its code is enough here. */
  private static void end(Span span, @Nullable Throwable failure) {
    if (failure instanceof SQLException refused && refused.getSQLState() != null) {
      span.setAttribute(Conventions.DB_STATUS, refused.getSQLState());
      Spans.failed(span, refused.getSQLState());
    } else if (failure != null) {
      Spans.failed(span, failure);
    }
    span.end();
  }

  private void tell(ExecutionInfo execution, List<QueryInfo> queries, long nanos) {
    String text = text(queries);
    if (slow.has(nanos)) {
      SlowStatements.tell(statements.of(text).line(), execution.getBatchSize(), nanos);
    } else {
      log.info(
          "statement: {} s, batch of {}: {}",
          SlowStatements.seconds(nanos),
          execution.getBatchSize(),
          Statement.onOneLine(text));
    }
  }

  private static String text(List<QueryInfo> queries) {
    return queries.isEmpty() ? "" : queries.getFirst().getQuery();
  }
}
