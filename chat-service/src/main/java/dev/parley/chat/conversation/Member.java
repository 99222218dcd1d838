package dev.parley.chat.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/** Somebody who belongs to a conversation or project. */
public record Member(UUID userId, String username, String displayName, String role) {

  /** The four in this order. */
  public static Member of(ResultSet row, int number) throws SQLException {
    return new Member(
        Objects.requireNonNull(row.getObject(1, UUID.class)),
        row.getString(2),
        row.getString(3),
        row.getString(4));
  }
}
