package dev.parley.realtime.presence;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who has conversations in common. */
@Repository
class Neighbours {

  /** So many memberships are looked at for each person who may be found. */
  private static final int LOOKED_AT = 10;

  private final JdbcTemplate jdbc;
  private final PresenceProperties properties;

  Neighbours(JdbcTemplate jdbc, PresenceProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /** In large rooms some of them. */
  List<UUID> of(UUID user) {
    return jdbc.queryForList(
        """
        SELECT DISTINCT user_id FROM (
          SELECT other.user_id
          FROM member mine
          JOIN member other ON other.conversation_id = mine.conversation_id
          WHERE mine.user_id = ? AND NOT mine.removed
            AND NOT other.removed AND other.user_id <> mine.user_id
          LIMIT ?) AS near
        LIMIT ?
        """,
        UUID.class,
        user,
        LOOKED_AT * properties.mostPeople(),
        properties.mostPeople());
  }

  List<UUID> conversationsOf(UUID user) {
    return jdbc.queryForList(
        "SELECT conversation_id FROM member WHERE user_id = ? AND NOT removed LIMIT ?",
        UUID.class,
        user,
        properties.mostConversations());
  }
}
