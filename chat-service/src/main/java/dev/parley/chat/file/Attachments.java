package dev.parley.chat.file;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Files as parts of messages: the message that they were sent with is theirs for good. */
@Component
public class Attachments {

  public static final int MOST = 10;

  private final JdbcClient jdbc;
  private final ContentUrls urls;
  private final CdnPurge cdn;
  private final Clock clock;

  Attachments(JdbcClient jdbc, ContentUrls urls, CdnPurge cdn, Clock clock) {
    this.jdbc = jdbc;
    this.urls = urls;
    this.cdn = cdn;
    this.clock = clock;
  }

  /** A file was deleted that those who read this conversation may see with a message. */
  public record Removed(UUID conversation) {}

  /** A file that has become part of a message. */
  public record Attached(UUID id, String name, String contentType, long size, String url) {}

  /** Where the content is fetched. */
  public String url(UUID file) {
    return urls.of(file);
  }

  /**
   * In the transaction that posts the message. The files are the author's own, attached to nothing
   * yet, and were not uploaded for another conversation.
   *
   * @return in the order of ids, as they are always shown
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Attached> attach(
      Collection<UUID> files, UUID author, UUID conversation, UUID message) {
    List<Attached> attached =
        jdbc.sql(
                """
                UPDATE file SET message_id = :message, conversation_id = :conversation
                WHERE id IN (:files) AND owner_id = :author AND message_id IS NULL
                  AND (conversation_id IS NULL OR conversation_id = :conversation)
                RETURNING id, name, content_type, size
                """)
            .param("message", message)
            .param("conversation", conversation)
            .param("files", files)
            .param("author", author)
            .query(
                (row, n) -> {
                  UUID id = Objects.requireNonNull(row.getObject(1, UUID.class));
                  return new Attached(
                      id, row.getString(2), row.getString(3), row.getLong(4), urls.of(id));
                })
            .list();
    if (attached.size() < files.size()) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Some files cannot be attached.",
          new FieldError(
              "/file_ids",
              "must be files of your own, not attached yet, of this conversation or of none"));
    }
    return attached.stream().sorted(Comparator.comparing(file -> file.id().toString())).toList();
  }

  /** In the transaction that deletes the message. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void removeOf(UUID message) {
    List<UUID> files =
        jdbc.sql(
                """
                WITH gone AS (DELETE FROM file WHERE message_id = ? RETURNING id)
                INSERT INTO file_leftover (file_id, due_at) SELECT id, ? FROM gone
                RETURNING file_id
                """)
            .params(message, Timestamp.from(clock.instant()))
            .query(UUID.class)
            .list();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            files.forEach(cdn::purge);
          }
        });
  }
}
