package dev.parley.platform.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a stretch of a list from the database, in the form it was asked for in. One more row than
 * asked for is read: whether there is more is never guessed from a total, which may be seconds old.
 */
public final class Lists {

  private final JdbcClient jdbc;
  private final CursorCodec cursors;
  private final Totals totals;

  public Lists(JdbcClient jdbc, CursorCodec cursors, Totals totals) {
    this.jdbc = jdbc;
    this.cursors = cursors;
    this.totals = totals;
  }

  public <T> Listing<T> read(ListQuery<T> query, ListRequest request) {
    return switch (request) {
      case PageRequest page -> page(query, page);
      case CursorRequest cursor -> stretch(query, cursor);
    };
  }

  /** An entry and the cursor of its place. */
  public record Entry<T>(T item, String cursor) {}

  /**
   * The nearest entries beyond a place, in the list's order, each with its own cursor.
   *
   * @param cursor {@code null}: from the list's start, or from its end
   * @param forward those after the place rather than those before it
   */
  public <T> List<Entry<T>> entries(
      ListQuery<T> query, @Nullable String cursor, boolean forward, int limit) {
    String scope = query.scope();
    List<Row<T>> found = rows(query, scope, cursor, forward, limit);
    return (forward ? found : found.reversed())
        .stream().map(row -> new Entry<>(row.item(), cursor(scope, row))).toList();
  }

  /** Of an entry that was read otherwise: the values of the list's keys, as SQL writes them. */
  public String cursor(ListQuery<?> query, String... position) {
    return cursors.encode(query.scope(), position);
  }

  /** The values of the list's keys at a cursor. */
  public List<String> position(ListQuery<?> query, String cursor) {
    return cursors.decode(query.scope(), cursor);
  }

  private <T> Page<T> page(ListQuery<T> query, PageRequest request) {
    ListSql<T> list = query.list();
    String sql =
        list.select() + query.source() + list.order().orderBy(true) + " LIMIT :list_limit OFFSET ";
    List<T> found =
        jdbc.sql(sql + request.offset())
            .params(query.values())
            .param("list_limit", request.perPage() + 1)
            .query(list.row())
            .list();
    boolean more = found.size() > request.perPage();
    List<T> items = more ? found.subList(0, request.perPage()) : found;
    return new Page<>(
        items,
        total(query, request, found.size(), more),
        request.page(),
        request.perPage(),
        more,
        request.page() > 1);
  }

  /** Counts only where the page itself does not tell. */
  private long total(ListQuery<?> query, PageRequest request, int found, boolean more) {
    long seen = request.offset() + found;
    if (!more && (found > 0 || request.page() == 1)) {
      return seen;
    }
    long counted =
        totals.of(
            query.scope(),
            () ->
                jdbc.sql("SELECT count(*)" + query.source())
                    .params(query.values())
                    .query(Long.class)
                    .single());
    return more ? Math.max(counted, seen) : counted;
  }

  private record Row<T>(T item, List<String> position) {}

  private <T> CursorPage<T> stretch(ListQuery<T> query, CursorRequest request) {
    String scope = query.scope();
    boolean back = request.after() != null;
    String given = back ? request.after() : request.before();
    List<Row<T>> found = rows(query, scope, given, !back, request.limit() + 1);
    boolean more = found.size() > request.limit();
    List<Row<T>> rows = more ? found.subList(0, request.limit()) : found;
    if (back) {
      rows = rows.reversed();
    }
    boolean hasNext = back || more;
    boolean hasPrev = back ? more : given != null;
    // where nothing was found, the place asked about is the one to ask about again
    return new CursorPage<>(
        rows.stream().map(Row::item).toList(),
        hasNext ? (rows.isEmpty() ? given : cursor(scope, rows.getLast())) : null,
        rows.isEmpty() ? given : cursor(scope, rows.getFirst()),
        hasNext,
        hasPrev);
  }

  private <T> List<Row<T>> rows(
      ListQuery<T> query, String scope, @Nullable String cursor, boolean forward, int limit) {
    ListSql<T> list = query.list();
    ListOrder order = list.order();
    String beyond = cursor == null ? "" : " AND " + order.beyond(forward);
    var statement =
        jdbc.sql(
                list.select()
                    + ", "
                    + order.columns()
                    + query.source()
                    + beyond
                    + order.orderBy(forward)
                    + " LIMIT :list_limit")
            .params(query.values())
            .param("list_limit", limit);
    if (cursor != null) {
      List<String> position = cursors.decode(scope, cursor);
      for (int i = 0; i < order.size(); i++) {
        statement = statement.param(ListOrder.name(i), position.get(i));
      }
    }
    return statement.query(positioned(list)).list();
  }

  private static <T> RowMapper<Row<T>> positioned(ListSql<T> list) {
    return (row, number) -> new Row<>(item(list, row, number), position(list, row));
  }

  private static <T> T item(ListSql<T> list, ResultSet row, int number) throws SQLException {
    T item = list.row().mapRow(row, number);
    if (item == null) {
      throw new IllegalStateException("an entry of the list '" + list.name() + "' is null");
    }
    return item;
  }

  private static List<String> position(ListSql<?> list, ResultSet row) throws SQLException {
    ListOrder order = list.order();
    List<String> position = new ArrayList<>(order.size());
    for (int i = 0; i < order.size(); i++) {
      String value = row.getString(ListOrder.name(i));
      if (value == null) {
        throw new IllegalStateException(
            "the list '%s' is ordered by %s, which is null: the entry would be on no page"
                .formatted(list.name(), order.key(i).expression()));
      }
      position.add(value);
    }
    return position;
  }

  private String cursor(String scope, Row<?> row) {
    return cursors.encode(scope, row.position().toArray(String[]::new));
  }
}
