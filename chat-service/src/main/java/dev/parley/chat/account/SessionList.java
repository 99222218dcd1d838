package dev.parley.chat.account;

import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import dev.parley.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Where somebody is signed in, the latest use first. */
@Repository
class SessionList {

  private static final ListSql<SessionView> OWN =
      new ListSql<>(
          "sessions",
          """
          SELECT id, created_at, last_used_at, expires_at, id = :current AS current, user_agent,
                 address
          """,
          "FROM session",
          "account_id = :user AND revoked_at IS NULL AND expires_at > now()",
          ListOrder.descending(ListKey.time("last_used_at"), ListKey.uuid("id")),
          SessionList::view);

  private static final UUID NONE = new UUID(0, 0);

  private final Lists lists;

  SessionList(Lists lists) {
    this.lists = lists;
  }

  /** A session as its owner sees it. */
  record SessionView(
      UUID id,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      boolean current,
      @Nullable String userAgent,
      @Nullable String address) {}

  Listing<SessionView> of(Caller caller, ListRequest request) {
    UUID current = caller.sessionId() == null ? NONE : caller.sessionId();
    return lists.read(OWN.seenBy(caller.userId()).with("current", current), request);
  }

  private static SessionView view(ResultSet row, int number) throws SQLException {
    return new SessionView(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("last_used_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getBoolean("current"),
        row.getString("user_agent"),
        row.getString("address"));
  }
}
