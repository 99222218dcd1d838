package dev.parley.platform.security;

import java.nio.charset.StandardCharsets;

/**
 * What {@code StrictHttpFirewall} lets through in names and values of headers and parameters,
 * decided without its regular expressions: they are asked a dozen times a request.
 */
final class PlainHeaders {

  /** Assigned characters that are no controls. */
  static boolean isName(String text) {
    return isAscii(text, false) || isWritten(text);
  }

  /** As names, and tabs; UTF-8 that was read as Latin-1, too. */
  static boolean isValue(String text) {
    return isAscii(text, true) || isWritten(text.replace('\t', ' ')) || isWritten(asUtf8(text));
  }

  private static boolean isAscii(String text, boolean tabs) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && !(tabs && c == '\t')) || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWritten(String text) {
    return text.codePoints().allMatch(c -> Character.isDefined(c) && !Character.isISOControl(c));
  }

  private static String asUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .replace('\t', ' ');
  }

  private PlainHeaders() {}
}
