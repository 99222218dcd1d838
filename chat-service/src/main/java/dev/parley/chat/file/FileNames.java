package dev.parley.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names as people gave them, without what could mislead a reader, a browser or a file system. */
final class FileNames {

  private static final int MAX_BYTES = 255;
  private static final String NAMELESS = "file";

  /** Controls, half surrogates, and what turns the direction of writing or cannot be seen. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

  private static final Pattern RESERVED = Pattern.compile("[<>:\"|?*]");
  private static final Pattern EDGES = Pattern.compile("^[\\s.]+|[\\s.]+$");
  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

  private FileNames() {}

  static String sanitized(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String visible = UNSEEN.matcher(Normalizer.normalize(last, Normalizer.Form.NFC)).replaceAll("");
    String name = EDGES.matcher(RESERVED.matcher(visible).replaceAll("_")).replaceAll("");
    return name.isEmpty() ? NAMELESS : shortened(name);
  }

  /** Cut in the middle: the ending says what opens it. */
  private static String shortened(String name) {
    if (name.getBytes(UTF_8).length <= MAX_BYTES) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
    String start = name.substring(0, name.length() - ending.length());
    while ((start + ending).getBytes(UTF_8).length > MAX_BYTES) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + ending;
  }

  /** By RFC 6266: a plain name for old clients, and the real one by RFC 8187. */
  static String disposition(String type, String name) {
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(type, NOT_PLAIN.matcher(name).replaceAll("_"), encoded(name));
  }

  private static String encoded(String name) {
    var encoded = new StringBuilder();
    for (byte b : name.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
