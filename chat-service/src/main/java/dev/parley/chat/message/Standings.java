package dev.parley.chat.message;

import dev.parley.chat.conversation.Access;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Under what conditions a message may be changed. */
@Repository
class Standings {

  private final JdbcClient jdbc;

  Standings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Holds the conversation until the commit, so that what happens to its messages has an order. */
  Optional<Standing> lockForReader(UUID message, UUID user) {
    return jdbc.sql(
            "SELECT c.id, c.project_id, c.visibility, c.owner_id, NOT c.archived AND "
                + Access.MAY_POST
                + " FROM conversation c"
                + " WHERE c.id = (SELECT conversation_id FROM message WHERE id = :id) AND "
                + Access.MAY_READ
                + " FOR NO KEY UPDATE OF c")
        .param("id", message)
        .param("user", user)
        .query(
            (row, n) ->
                new Standing(
                    Objects.requireNonNull(row.getObject(1, UUID.class)),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    Objects.requireNonNull(row.getObject(4, UUID.class)),
                    row.getBoolean(5)))
        .optional();
  }
}
