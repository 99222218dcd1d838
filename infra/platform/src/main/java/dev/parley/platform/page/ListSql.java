package dev.parley.platform.page;

import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/**
 * What a list is made of; one constant for each list.
 *
 * @param name of the list, by which its cursors are told from others
 * @param select {@code SELECT …}, without DISTINCT and GROUP BY
 * @param from {@code FROM …} with its joins
 * @param where what holds for all entries, without the word; the caller is {@code :user}
 */
public record ListSql<T>(
    String name, String select, String from, String where, ListOrder order, RowMapper<T> row) {

  /** The list as somebody sees it; filters may follow. */
  public ListQuery<T> seenBy(UUID user) {
    return new ListQuery<>(this, user);
  }
}
