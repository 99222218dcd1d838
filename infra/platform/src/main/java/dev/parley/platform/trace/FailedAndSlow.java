package dev.parley.platform.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;

/**
 * Of traces that are not kept, what failed or took long is told all the same: the request itself at
 * each service it came to, without what it consisted of.
 */
final class FailedAndSlow implements SpanProcessor {

  private final SpanProcessor told;
  private final long slowNanos;

  FailedAndSlow(SpanProcessor told, Duration slow) {
    this.told = told;
    slowNanos = slow.toNanos();
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()
        || (span.getLatencyNanos() > slowNanos && span.getAttribute(Conventions.STAYS_OPEN) == null)
        || span.getAttribute(Conventions.ERROR_TYPE) != null) {
      told.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return told.isEndRequired();
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    told.onStart(parent, span);
  }

  @Override
  public boolean isStartRequired() {
    return told.isStartRequired();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return told.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return told.shutdown();
  }
}
