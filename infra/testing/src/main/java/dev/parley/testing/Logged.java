package dev.parley.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged under a name while this is open, with what stands beside the words. */
public final class Logged implements AutoCloseable {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private Logged(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    lines.start();
    logger.addAppender(lines);
  }

  public static Logged under(String name) {
    return new Logged(name);
  }

  /** As {@code trace: words}. */
  public List<String> lines() {
    return List.copyOf(lines.list).stream()
        .map(
            it ->
                it.getMDCPropertyMap().getOrDefault("traceId", "")
                    + ": "
                    + it.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
  }
}
