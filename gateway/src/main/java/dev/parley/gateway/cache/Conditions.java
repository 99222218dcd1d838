package dev.parley.gateway.cache;

import dev.parley.gateway.request.IncomingRequest;
import java.util.List;

/** Whether a client has what it asks for already (RFC 9110, 13). */
final class Conditions {

  private Conditions() {}

  /** For a GET or HEAD that would be answered 200. */
  static boolean notModified(IncomingRequest request, String entityTag, long modifiedAt) {
    List<String> tags = request.headers("If-None-Match");
    if (!tags.isEmpty()) {
      String opaque = opaque(entityTag);
      return tags.stream().anyMatch(line -> line.strip().equals("*") || line.contains(opaque));
    }
    long since = HttpDates.read(request.header("If-Modified-Since"));
    return since != HttpDates.NONE && modifiedAt != HttpDates.NONE && modifiedAt <= since;
  }

  /** With its quotes, so that no other contains it; weak or strong is the same here. */
  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
