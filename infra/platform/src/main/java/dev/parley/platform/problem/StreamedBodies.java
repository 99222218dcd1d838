package dev.parley.platform.problem;

import jakarta.servlet.http.HttpServletRequest;

/** Which requests have a body that may be too large to be held. */
public final class StreamedBodies {

  private static final String ATTRIBUTE = StreamedBodies.class.getName();

  private StreamedBodies() {}

  public static boolean isStreamed(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  static void mark(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, true);
  }
}
