package dev.parley.search.indexing;

import dev.parley.search.text.Analysis;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows whose words were made by an older analysis get new ones, a few at a time, while everything
 * else goes on. Where it was ended it goes on at the next start.
 */
@Component
class Reanalysis {
  private static final Logger log = LoggerFactory.getLogger(Reanalysis.class);
  private static final int AT_ONCE = 500;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final Positions positions;
  private final Subjects subjects;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Thread thread = Thread.ofVirtual().name("reanalysis").unstarted(this::run);

  Reanalysis(
      Positions positions,
      Subjects subjects,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.positions = positions;
    this.subjects = subjects;
    this.jdbc = jdbc;
    transaction = new TransactionTemplate(transactions);
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    thread.start();
  }

  @PreDestroy
  void end() {
    thread.interrupt();
  }

  private void run() {
    long all = 0;
    try {
      int some;
      do {
        some = step();
        all += some;
      } while (some > 0 && !Thread.currentThread().isInterrupted());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (all > 0) {
      log.info("analysed {} rows of older versions again", all);
    }
  }

  private int step() throws InterruptedException {
    try {
      Integer some =
          transaction.execute(
              _ ->
                  some("message", subjects::refreshMessages)
                      + some("conversation", subjects::refreshConversations));
      return some == null ? 0 : some;
    } catch (DataAccessException e) {
      log.warn("rows could not be analysed again, next try in {}: {}", AFTER_FAILURE, e.toString());
      Thread.sleep(AFTER_FAILURE);
      return 1;
    }
  }

  private interface Refresh {
    void of(List<UUID> ids, Vocabulary vocabulary, long position);
  }

  private int some(String table, Refresh refresh) {
    List<UUID> ids =
        jdbc.sql(
                "SELECT id FROM "
                    + table
                    + " WHERE analysis < :version ORDER BY analysis LIMIT :most")
            .param("version", Analysis.VERSION)
            .param("most", AT_ONCE)
            .query(UUID.class)
            .list();
    if (!ids.isEmpty()) {
      Vocabulary vocabulary = new Vocabulary();
      refresh.of(ids, vocabulary, positions.next());
      vocabulary.write(jdbc);
    }
    return ids.size();
  }
}
