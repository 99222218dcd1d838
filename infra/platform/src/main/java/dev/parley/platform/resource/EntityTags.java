package dev.parley.platform.resource;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/** Reads the lists of entity tags in conditional requests. Ours hold no quotes and no commas. */
final class EntityTags {

  private static final String ANY = "*";

  private EntityTags() {}

  static String quoted(String version) {
    return '"' + version + '"';
  }

  /** As If-None-Match compares: weak ones do, too. */
  static boolean name(Enumeration<String> headers, String version) {
    String tag = quoted(version);
    while (headers.hasMoreElements()) {
      String header = headers.nextElement();
      if (header.contains(tag) || header.strip().equals(ANY)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What If-Match asks for, without quotes; {@code *} as it is. Weak ones are left out: they
   * promise too little for an edit.
   */
  static List<String> strong(Enumeration<String> headers) {
    List<String> versions = new ArrayList<>();
    while (headers.hasMoreElements()) {
      String header = headers.nextElement();
      if (header.strip().equals(ANY)) {
        versions.add(ANY);
      }
      for (int open = header.indexOf('"'); open >= 0; ) {
        int close = header.indexOf('"', open + 1);
        if (close < 0) {
          break;
        }
        String version = header.substring(open + 1, close);
        if ((open == 0 || header.charAt(open - 1) != '/') && !version.equals(ANY)) {
          versions.add(version);
        }
        open = header.indexOf('"', close + 1);
      }
    }
    return versions;
  }
}
