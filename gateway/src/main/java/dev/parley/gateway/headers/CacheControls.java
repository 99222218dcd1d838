package dev.parley.gateway.headers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says who may keep an answer of which its service said nothing, by the kind of its path. */
final class CacheControls {

  private static final String HEADER = "Cache-Control";
  private static final String NOWHERE = "no-store";

  /**
   * One kind of answer.
   *
   * @param path as it is spelt; all that begins like it where it ends in {@code *}
   */
  record Kind(String path, String value) {}

  private final Map<String, String> exact = new HashMap<>();
  private final String[] beginnings;
  private final String[] values;
  private final String otherwise;

  CacheControls(List<Kind> kinds, String otherwise) {
    List<Kind> begins = kinds.stream().filter(kind -> kind.path().endsWith("*")).toList();
    this.beginnings =
        begins.stream()
            .map(kind -> kind.path().substring(0, kind.path().length() - 1))
            .toArray(String[]::new);
    this.values = begins.stream().map(Kind::value).toArray(String[]::new);
    kinds.stream()
        .filter(kind -> !begins.contains(kind))
        .forEach(kind -> exact.put(kind.path(), kind.value()));
    this.otherwise = otherwise;
  }

  void apply(String path, OutgoingAnswer answer) {
    if (answer.header(HEADER) == null) {
      answer.set(HEADER, of(path, answer.status()));
    }
  }

  /** A failure may be over by the next time. */
  private String of(String path, int status) {
    if (status >= 400) {
      return NOWHERE;
    }
    String own = exact.get(path);
    if (own != null) {
      return own;
    }
    for (int i = 0; i < beginnings.length; i++) {
      if (path.startsWith(beginnings[i])) {
        return values[i];
      }
    }
    return otherwise;
  }

  @Override
  public String toString() {
    return exact + " " + Arrays.toString(beginnings);
  }
}
