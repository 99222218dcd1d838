package dev.parley.platform.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list and what it is filtered by. All that decides which entries it has is a named value, so
 * that cursors and totals hold for these values and no others without anybody having to say so.
 */
public final class ListQuery<T> {

  private final ListSql<T> list;
  private final StringBuilder where;
  private final Map<String, Object> values = new LinkedHashMap<>();

  ListQuery(ListSql<T> list, UUID user) {
    this.list = list;
    this.where = new StringBuilder(" WHERE (").append(list.where()).append(')');
    values.put("user", user);
  }

  /** A value that the list's own condition speaks of, as {@code :name}. */
  public ListQuery<T> with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** A further condition, over {@code :name} or not; without a value there is none. */
  public ListQuery<T> filter(String name, @Nullable Object value, String condition) {
    if (value != null) {
      values.put(name, value);
      where.append(" AND (").append(condition).append(')');
    }
    return this;
  }

  ListSql<T> list() {
    return list;
  }

  String source() {
    return " " + list.from() + where;
  }

  Map<String, Object> values() {
    return values;
  }

  /** With the lengths, so that no value can pose as two. */
  String scope() {
    var scope = new StringBuilder(list.name()).append(list.order());
    values.forEach(
        (name, value) -> {
          String text = value instanceof Object[] many ? Arrays.toString(many) : value.toString();
          scope.append('\n').append(name).append(' ').append(text.length()).append(' ');
          scope.append(text);
        });
    return scope.toString();
  }
}
