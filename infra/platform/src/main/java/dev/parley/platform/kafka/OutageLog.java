package dev.parley.platform.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;

/**
 * While Kafka is away each client says so at each attempt, several lines a second. One a minute
 * tells an operator as much and leaves room for the rest.
 */
final class OutageLog extends TurboFilter implements DisposableBean {
  private static final String SPEAKER = "org.apache.kafka.clients.NetworkClient";
  private static final long SILENCE = Duration.ofMinutes(1).toNanos();

  private final AtomicLong last = new AtomicLong(System.nanoTime() - SILENCE);

  /** Does nothing where another logging system is in use. */
  static OutageLog install() {
    OutageLog filter = new OutageLog();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.addTurboFilter(filter);
    }
    return filter;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable failure) {
    if (level != Level.WARN || format == null || !SPEAKER.equals(logger.getName())) {
      return FilterReply.NEUTRAL;
    }
    long before = last.get();
    long now = System.nanoTime();
    return now - before >= SILENCE && last.compareAndSet(before, now)
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }

  @Override
  public void destroy() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getTurboFilterList().remove(this);
    }
  }
}
