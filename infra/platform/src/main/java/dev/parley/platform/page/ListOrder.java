package dev.parley.platform.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order of a list, in one direction, so that a comparison of rows finds where a cursor left off
 * and an index over the same columns serves both. The last key is unique, usually the id: without
 * it, entries that are equal to the others would be lost between two stretches.
 */
public final class ListOrder {

  private final boolean descending;
  private final List<ListKey> keys;

  private ListOrder(boolean descending, List<ListKey> keys) {
    this.descending = descending;
    this.keys = keys;
  }

  public static ListOrder ascending(ListKey... keys) {
    return new ListOrder(false, List.of(keys));
  }

  public static ListOrder descending(ListKey... keys) {
    return new ListOrder(true, List.of(keys));
  }

  int size() {
    return keys.size();
  }

  ListKey key(int index) {
    return keys.get(index);
  }

  /** Selects the position of a row. */
  String columns() {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> "(" + keys.get(i).expression() + ")::text AS " + name(i))
        .collect(Collectors.joining(", "));
  }

  /** Whether a row comes after the position given by parameters, or before it. */
  String beyond(boolean after) {
    return tuple(keys.stream().map(ListKey::expression))
        + (after == descending ? " < " : " > ")
        + tuple(
            IntStream.range(0, keys.size())
                .mapToObj(i -> "CAST(:" + name(i) + " AS " + keys.get(i).type() + ")"));
  }

  String orderBy(boolean forward) {
    String direction = forward == descending ? " DESC" : "";
    return keys.stream()
        .map(key -> key.expression() + direction)
        .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  static String name(int key) {
    return "list_key_" + key;
  }

  private static String tuple(Stream<String> parts) {
    return parts.collect(Collectors.joining(", ", "(", ")"));
  }

  /** As part of what a cursor is signed for. */
  @Override
  public String toString() {
    return orderBy(true);
  }
}
