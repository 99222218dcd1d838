package dev.parley.gateway.request;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant, as in {@code GET|HEAD /api/v1/search/**}. A star is one segment, two at
 * the end are any number. What is below {@code /api/v1} is meant without the version too, as older
 * clients have it. Paths are compared as they are spelt: {@link PathRules} lets only one spelling
 * in.
 */
public final class RequestPattern {

  private static final String API = "/api/";
  private static final String VERSIONED = "/api/v1/";
  private static final String ANY = "*";
  private static final String REST = "**";

  private final Set<String> methods;
  private final boolean api;
  private final String[] segments;
  private final boolean open;

  private RequestPattern(Set<String> methods, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a pattern is '[METHODS ]/path', not '" + path + "'");
    }
    this.methods = methods;
    this.api = path.startsWith(VERSIONED);
    List<String> all = List.of(path.substring(api ? VERSIONED.length() : 1).split("/", -1));
    this.open = all.getLast().equals(REST);
    this.segments = (open ? all.subList(0, all.size() - 1) : all).toArray(String[]::new);
    if (Arrays.asList(segments).contains(REST)) {
      throw new IllegalArgumentException("'**' stands at the end of a pattern only: " + path);
    }
  }

  /**
   * @param text {@code /path}, or methods before it: {@code GET|HEAD /path}
   */
  public static RequestPattern of(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new RequestPattern(Set.of(), text)
        : new RequestPattern(
            Set.of(text.substring(0, space).split("\\|", -1)), text.substring(space + 1).strip());
  }

  public boolean matches(IncomingRequest request) {
    return matches(request.method(), request.path());
  }

  public boolean matches(String method, String path) {
    return (methods.isEmpty() || methods.contains(method)) && matchesPath(path);
  }

  private boolean matchesPath(String path) {
    int at = start(path);
    if (at < 0) {
      return false;
    }
    for (int i = 0; i < segments.length; i++) {
      if (at > path.length()) {
        return false;
      }
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      if (!isAt(segments[i], path, at, end)) {
        return false;
      }
      at = end + 1;
    }
    // one beyond the end: every segment was used
    return open || at > path.length();
  }

  private static boolean isAt(String segment, String path, int from, int to) {
    return segment.equals(ANY)
        ? to > from
        : segment.length() == to - from && path.startsWith(segment, from);
  }

  private int start(String path) {
    if (!api) {
      return path.startsWith("/") ? 1 : -1;
    }
    if (path.startsWith(VERSIONED)) {
      return VERSIONED.length();
    }
    return path.startsWith(API) ? API.length() : -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestPattern that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return String.join("|", methods.stream().sorted().toList())
        + (methods.isEmpty() ? "" : " ")
        + (api ? VERSIONED : "/")
        + String.join("/", segments)
        + (open ? (segments.length == 0 ? REST : "/" + REST) : "");
  }
}
