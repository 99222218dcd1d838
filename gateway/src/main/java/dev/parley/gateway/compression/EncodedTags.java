package dev.parley.gateway.compression;

import org.jspecify.annotations.Nullable;

/**
 * The entity tags of compressed bodies: {@code "x"} becomes {@code "x--br"}. They stay strong, as
 * an edit's If-Match demands, and name other bytes than {@code "x"} does. Services are asked by the
 * tag that they know.
 */
final class EncodedTags {

  private static final String MARK = "--";

  private EncodedTags() {}

  /** A weak tag names what is meant and not the bytes: it is the same in every coding. */
  static String encoded(String tag, Coding coding) {
    return tag.length() > 1 && tag.charAt(0) == '"' && tag.endsWith("\"")
        ? tag.substring(0, tag.length() - 1) + MARK + coding.token() + '"'
        : tag;
  }

  /** A list of tags as services know them; the same string where there is nothing to change. */
  static String decoded(String tags) {
    int mark = tags.indexOf(MARK);
    if (mark < 0) {
      return tags;
    }
    String result = tags;
    for (Coding coding : Coding.values()) {
      result = result.replace(MARK + coding.token() + '"', "\"");
    }
    return result;
  }

  /**
   * What to call it when nothing has changed: as the client does, or it could not tell which of the
   * bodies that it keeps is meant. Of several it is the one that it would get now.
   */
  static String unchanged(String tag, @Nullable String ifNoneMatch, @Nullable Coding preferred) {
    if (ifNoneMatch == null || !ifNoneMatch.contains(MARK)) {
      return tag;
    }
    if (preferred != null) {
      String now = encoded(tag, preferred);
      if (ifNoneMatch.contains(now)) {
        return now;
      }
    }
    if (ifNoneMatch.contains(tag)) {
      return tag;
    }
    for (Coding coding : Coding.values()) {
      String candidate = encoded(tag, coding);
      if (ifNoneMatch.contains(candidate)) {
        return candidate;
      }
    }
    return tag;
  }
}
