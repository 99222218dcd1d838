package dev.parley.chat.graphql;

import dev.parley.platform.page.Lists.Entry;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stretch of a list, as Relay has it. */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, @Nullable Long totalCount) {

  /** An entry and its place in the list. */
  public record Edge<T>(String cursor, T node) {}

  /** Where the stretch lies. */
  public record PageInfo(
      boolean hasNextPage,
      boolean hasPreviousPage,
      @Nullable String startCursor,
      @Nullable String endCursor) {}

  public List<T> nodes() {
    return edges.stream().map(Edge::node).toList();
  }

  /**
   * @param found in the list's order, with one more than was asked for where there is more
   */
  static <E, T> Connection<T> of(
      List<E> found,
      Slice slice,
      Function<E, T> node,
      Function<E, String> cursor,
      @Nullable Long totalCount) {
    boolean more = found.size() > slice.limit();
    int spare = Math.max(0, found.size() - slice.limit());
    List<Edge<T>> edges =
        (slice.forward()
                ? found.subList(0, found.size() - spare)
                : found.subList(spare, found.size()))
            .stream().map(entry -> new Edge<>(cursor.apply(entry), node.apply(entry))).toList();
    boolean fromCursor = slice.cursor() != null;
    return new Connection<>(
        edges,
        new PageInfo(
            slice.forward() ? more : fromCursor,
            slice.forward() ? fromCursor : more,
            edges.isEmpty() ? null : edges.getFirst().cursor(),
            edges.isEmpty() ? null : edges.getLast().cursor()),
        totalCount);
  }

  /** Of entries that have their cursors already. */
  static <T> Connection<T> of(List<Entry<T>> found, Slice slice) {
    return of(found, slice, Entry::item, Entry::cursor, null);
  }
}
