package dev.parley.platform.problem;

import java.util.Collection;
import java.util.List;

/** Lists as people write them. */
final class Prose {

  private Prose() {}

  /** As in "GET, POST and PUT". */
  static String list(Collection<?> things) {
    List<String> names = things.stream().map(Object::toString).toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
