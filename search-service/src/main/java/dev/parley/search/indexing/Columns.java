package dev.parley.search.indexing;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into columns: a statement takes one array a column and unnests them. Ids and times go
 * as text, because the driver knows no arrays of them; the statement casts.
 */
record Columns<T>(Collection<T> rows) {

  @Nullable String[] ids(Function<T, @Nullable UUID> column) {
    return rows.stream()
        .map(
            row -> {
              UUID id = column.apply(row);
              return id == null ? null : id.toString();
            })
        .toArray(String[]::new);
  }

  String[] times(Function<T, Instant> column) {
    return rows.stream().map(row -> column.apply(row).toString()).toArray(String[]::new);
  }

  @Nullable String[] texts(Function<T, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  Long[] numbers(ToLongFunction<T> column) {
    return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
  }

  Integer[] integers(ToIntFunction<T> column) {
    return rows.stream().map(column::applyAsInt).toArray(Integer[]::new);
  }

  Boolean[] flags(Predicate<T> column) {
    return rows.stream().map(column::test).toArray(Boolean[]::new);
  }
}
