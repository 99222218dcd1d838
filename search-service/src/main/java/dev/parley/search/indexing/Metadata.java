package dev.parley.search.indexing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Free-form data as PostgreSQL takes it: it knows no NUL and no half of a character. */
final class Metadata {
  // as they stand in JSON, behind no other backslash
  private static final Pattern UNSTORABLE =
      Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})|\\p{Cs}");

  private Metadata() {}

  static String storable(@Nullable JsonNode metadata) {
    return metadata == null || !metadata.isObject()
        ? "{}"
        : UNSTORABLE.matcher(metadata.toString()).replaceAll("$1\uFFFD");
  }
}
