package dev.parley.chat.account;

import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import dev.parley.platform.security.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Everybody's accounts, newest first. */
@Repository
class AccountPages {

  private static final ListSql<AccountView> ALL =
      new ListSql<>(
          "users",
          """
          SELECT id, username, email, display_name, role, disabled_at, created_at, last_login_at
          """,
          "FROM account",
          "true",
          ListOrder.descending(ListKey.uuid("id")),
          AccountPages::view);

  private final Lists lists;

  AccountPages(Lists lists) {
    this.lists = lists;
  }

  /**
   * @param text somewhere in a name or address
   */
  record Filter(@Nullable String text, @Nullable Role role, @Nullable Boolean disabled) {

    @Nullable String pattern() {
      return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
  }

  Listing<AccountView> list(Filter filter, UUID reader, ListRequest request) {
    return lists.read(
        ALL.seenBy(reader)
            .filter(
                "q",
                filter.pattern(),
                "username ILIKE :q OR email ILIKE :q OR display_name ILIKE :q")
            .filter("role", filter.role() == null ? null : filter.role().wireName(), "role = :role")
            .filter("disabled", filter.disabled(), "(disabled_at IS NOT NULL) = :disabled"),
        request);
  }

  private static AccountView view(ResultSet row, int number) throws SQLException {
    Timestamp lastLogin = row.getTimestamp("last_login_at");
    return new AccountView(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("email"),
        row.getString("display_name"),
        row.getString("role"),
        row.getTimestamp("disabled_at") != null,
        row.getTimestamp("created_at").toInstant(),
        lastLogin == null ? null : lastLogin.toInstant());
  }
}
