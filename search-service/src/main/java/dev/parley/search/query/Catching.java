package dev.parley.search.query;

import dev.parley.search.access.Reach;
import dev.parley.search.engine.Engine;
import dev.parley.search.engines.Engines;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Waits, but not for long, until an index knows of what somebody has just written. */
@Component
class Catching {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(10);

  // the message itself or a later one: of a conversation they come in order
  private static final String STAMP =
      """
      SELECT m.position FROM message m
       WHERE m.conversation_id = :conversation AND m.seq >= :seq ORDER BY m.seq LIMIT 1
      """;

  private final Engines engines;
  private final JdbcClient jdbc;

  Catching(Engines engines, JdbcClient jdbc) {
    this.engines = engines;
    this.jdbc = jdbc;
  }

  /**
   * @return whether it does
   */
  boolean up(Engine engine, MinPosition wanted, Reach readable) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere(engine, wanted, readable)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }

  private boolean isThere(Engine engine, MinPosition wanted, Reach readable) {
    return switch (wanted) {
      case MinPosition.OfAnswer(long position) -> engine.freshness().position() >= position;
      case MinPosition.OfMessage message ->
          stamp(message, readable).filter(position -> covers(engine, position)).isPresent();
    };
  }

  /** What is in the tables need not wait until the index looks again. */
  private boolean covers(Engine engine, long position) {
    boolean covers = engine.freshness().position() >= position;
    if (!covers) {
      engines.wake();
    }
    return covers;
  }

  /** Nobody learns how far a conversation is that is none of theirs. */
  private Optional<Long> stamp(MinPosition.OfMessage message, Reach readable) {
    return isReadable(message, readable)
        ? jdbc.sql(STAMP)
            .param("conversation", message.conversation())
            .param("seq", message.seq())
            .query(Long.class)
            .optional()
        : Optional.empty();
  }

  private boolean isReadable(MinPosition.OfMessage message, Reach readable) {
    return jdbc.sql("SELECT number FROM conversation WHERE id = :id")
        .param("id", message.conversation())
        .query(Integer.class)
        .optional()
        .filter(readable.numbers()::get)
        .isPresent();
  }
}
