package dev.parley.search.indexing;

import dev.parley.search.access.AccessChanges;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts what the owner says of a conversation over what is known of it. The owner was asked while
 * events came in: what it says counts where none of that conversation has been handled since.
 */
@Component
public class Retelling {
  private static final long UNKNOWN = -1;

  // so that the owner's are put over them, whatever they are
  private static final String FORGET =
      """
      UPDATE message SET version = 0, deleted = false
       WHERE conversation_id = :id AND seq > :after AND seq <= :up_to
      """;
  private static final String REMOVE =
      """
      UPDATE conversation
         SET title = NULL, visibility = 'private', words = '', extras = '', tags = '{}',
             position = :position, touched = :position
       WHERE id = :id
      """;

  private final Index index;
  private final Positions positions;
  private final KnownRows known;
  private final AccessChanges access;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Retelling(
      Index index,
      Positions positions,
      KnownRows known,
      AccessChanges access,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.index = index;
    this.positions = positions;
    this.known = known;
    this.access = access;
    this.jdbc = jdbc;
    transaction = new TransactionTemplate(transactions);
  }

  /** To be asked before the owner is. */
  public long moment(UUID conversation) {
    return jdbc.sql("SELECT touched FROM conversation WHERE id = ?")
        .param(conversation)
        .query(Long.class)
        .optional()
        .orElse(UNKNOWN);
  }

  /**
   * @param after messages up to there have been told
   * @return false: something has happened since that moment, and nothing was done
   */
  public boolean apply(Retold told, long after, long moment) {
    UUID id = told.conversation().id();
    return unlessMoved(
        id,
        moment,
        position -> {
          List<ChatEvent> events = Differences.between(known.of(id), told, after);
          jdbc.sql(FORGET)
              .param("id", id)
              .param("after", after)
              .param("up_to", told.upTo())
              .update();
          index.write(Batch.of(events), position);
        });
  }

  /** The owner knows none such. */
  public boolean remove(UUID id, long moment) {
    return unlessMoved(
        id,
        moment,
        position -> {
          index.write(Batch.of(Differences.toNothing(known.of(id), id)), position);
          jdbc.sql(REMOVE).param("id", id).param("position", position).update();
          access.note(List.of(AccessChanges.EVERYBODY), position);
        });
  }

  private interface Change {
    void at(long position);
  }

  private boolean unlessMoved(UUID id, long moment, Change change) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              // nobody else writes from here on
              long position = positions.next();
              if (moment(id) != moment) {
                return false;
              }
              change.at(position);
              return true;
            }));
  }
}
