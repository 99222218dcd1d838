package dev.parley.platform.security;

import jakarta.servlet.http.HttpServletRequest;

/** Which requests change nothing, though they are posted. */
public final class ReadByPost {

  private static final String ATTRIBUTE = ReadByPost.class.getName();

  private ReadByPost() {}

  public static boolean is(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  static void mark(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, true);
  }
}
