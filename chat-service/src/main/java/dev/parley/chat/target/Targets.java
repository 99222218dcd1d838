package dev.parley.chat.target;

import dev.parley.chat.conversation.Access;
import dev.parley.chat.conversation.Conversations;
import dev.parley.chat.target.Target.OfConversation;
import dev.parley.chat.target.Target.OfMessage;
import dev.parley.chat.target.Target.Ref;
import dev.parley.chat.target.Target.Spot;
import dev.parley.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds what is to be tagged or annotated, for those who may see it. */
@Repository
public class Targets {

  private static final String PLACE =
      "SELECT c.id, c.project_id, c.visibility, c.owner_id, " + Access.MAY_POST;
  private static final String CONVERSATION =
      PLACE + " FROM conversation c WHERE c.id = :id AND " + Access.MAY_READ;
  private static final String MESSAGE =
      PLACE
          + ", m.id, m.seq, m.version, m.content, m.deleted_at IS NOT NULL"
          + " FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = :id AND "
          + Access.MAY_READ;

  private final JdbcClient jdbc;

  Targets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Target readable(Ref ref, UUID user) {
    return switch (ref) {
      case OfConversation(UUID id) ->
          jdbc.sql(CONVERSATION)
              .param("id", id)
              .param("user", user)
              .query((row, n) -> target(row, null))
              .optional()
              .orElseThrow(Conversations::notFound);
      case OfMessage(UUID id) ->
          jdbc.sql(MESSAGE)
              .param("id", id)
              .param("user", user)
              .query((row, n) -> target(row, spot(row)))
              .optional()
              .orElseThrow(Targets::messageNotFound);
    };
  }

  /**
   * Holds the conversation until the commit, so that what happens there has an order; and looks
   * only then, since the message may have been deleted meanwhile.
   */
  public Target locked(Ref ref, UUID user) {
    String which =
        switch (ref) {
          case OfConversation(UUID id) -> ":id";
          case OfMessage(UUID id) -> "(SELECT conversation_id FROM message WHERE id = :id)";
        };
    UUID id =
        switch (ref) {
          case OfConversation(UUID conversation) -> conversation;
          case OfMessage(UUID message) -> message;
        };
    jdbc.sql(
            "SELECT 1 FROM conversation c WHERE c.id = "
                + which
                + " AND "
                + Access.MAY_READ
                + " FOR NO KEY UPDATE OF c")
        .param("id", id)
        .param("user", user)
        .query(row -> {});
    Target target = readable(ref, user);
    if (target.message() != null && target.message().deleted()) {
      throw ProblemException.conflict("message.deleted", "This message was deleted.");
    }
    return target;
  }

  /** As {@link #locked}, for one of those who write there. */
  public Target lockedForWriter(Ref ref, UUID user) {
    Target target = locked(ref, user);
    requireWriter(target);
    return target;
  }

  public static void requireWriter(Target target) {
    if (!target.mayPost()) {
      throw ProblemException.forbidden(
          "conversation.read_only",
          "You may read this conversation, but not write there: you are no member.");
    }
  }

  private static Target target(ResultSet row, @Nullable Spot message) throws SQLException {
    return new Target(
        id(row, 1),
        message,
        row.getObject(2, UUID.class),
        row.getString(3),
        id(row, 4),
        row.getBoolean(5));
  }

  private static Spot spot(ResultSet row) throws SQLException {
    return new Spot(
        id(row, 6), row.getLong(7), row.getInt(8), row.getString(9), row.getBoolean(10));
  }

  private static UUID id(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static ProblemException messageNotFound() {
    return ProblemException.notFound(
        "message.not_found", "There is no such message among those you may read.");
  }
}
