package dev.parley.chat.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a file is, by its first bytes; and which are taken. */
@Component
final class ContentTypes {

  /** Shown by browsers, and doing nothing there. */
  private static final Set<String> INERT =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "application/pdf");

  private static final String UNKNOWN = "application/octet-stream";

  private final MimeTypes known = MimeTypes.getDefaultMimeTypes();
  private final List<String> patterns;

  ContentTypes(FileProperties properties) {
    this.patterns = properties.allowedTypes().stream().map(String::strip).toList();
  }

  /**
   * Name and claim only make it more precise: which kind of text, which kind of archive. Binary
   * content that shows no known signature is unknown, whatever it is called.
   *
   * @param bytes can be marked, and is left at its beginning
   */
  String of(InputStream bytes, String name, @Nullable String claimed) throws IOException {
    String bare = detected(bytes, new Metadata());
    if (bare.equals(UNKNOWN)) {
      return UNKNOWN;
    }
    var hints = new Metadata();
    hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    if (claimed != null) {
      hints.set(Metadata.CONTENT_TYPE, claimed);
    }
    return detected(bytes, hints);
  }

  private String detected(InputStream bytes, Metadata hints) throws IOException {
    return known.detect(bytes, hints).getBaseType().toString();
  }

  boolean isAllowed(String type) {
    return patterns.stream().filter(p -> !p.startsWith("!")).anyMatch(matches(type))
        && patterns.stream()
            .filter(p -> p.startsWith("!"))
            .map(p -> p.substring(1))
            .noneMatch(matches(type));
  }

  private static Predicate<String> matches(String type) {
    return pattern ->
        pattern.endsWith("*")
            ? type.startsWith(pattern.substring(0, pattern.length() - 1))
            : type.equals(pattern);
  }

  static boolean isInert(String type) {
    return INERT.contains(type) || type.startsWith("audio/") || type.startsWith("video/");
  }
}
