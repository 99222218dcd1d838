package dev.parley.search.query;

import dev.parley.search.access.Reach;
import dev.parley.search.engine.Engine;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Waits, but not for long, until an index knows of what somebody has just written. */
@Component
class Catching {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(10);

  // the message itself or a later one: of a conversation they come in order
  private static final String CONVERSATION =
      """
      SELECT c.number FROM message m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.conversation_id = :conversation AND m.seq >= :seq AND m.position <= :position
       ORDER BY m.seq LIMIT 1
      """;

  private final JdbcClient jdbc;

  Catching(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The tables are asked again only where the index has moved meanwhile: many may wait at once.
   *
   * @return whether it does
   */
  boolean up(Engine engine, MinPosition wanted, Reach readable) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long looked = -1;
    while (true) {
      long position = engine.freshness().position();
      if (position > looked && covers(position, wanted, readable)) {
        return true;
      }
      looked = position;
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private boolean covers(long position, MinPosition wanted, Reach readable) {
    return switch (wanted) {
      case MinPosition.OfAnswer(long asked) -> position >= asked;
      case MinPosition.OfMessage message -> covers(position, message, readable);
    };
  }

  /** Nobody learns how far a conversation is that is none of theirs. */
  private boolean covers(long position, MinPosition.OfMessage message, Reach readable) {
    return jdbc.sql(CONVERSATION)
        .param("conversation", message.conversation())
        .param("seq", message.seq())
        .param("position", position)
        .query(Integer.class)
        .optional()
        .filter(readable.numbers()::get)
        .isPresent();
  }
}
