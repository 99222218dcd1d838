package dev.parley.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Hmac;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Opaque, signed, versioned cursors. The scope (a list's name and what it is filtered by) is signed
 * but not carried: a cursor from another list, or altered in any bit, is refused.
 */
public final class CursorCodec {

  private static final byte VERSION = 1;
  private static final int SIGNATURE_BYTES = 16;
  private static final char SEPARATOR = '\u001f';
  // stands before a separator, or itself, that is part of a position
  private static final char ESCAPE = '\u001e';

  private final byte[] key;

  public CursorCodec(String secret) {
    this.key = Hmac.sha256(secret, "cursor");
  }

  public String encode(String scope, String... position) {
    byte[] text = joined(position).getBytes(UTF_8);
    byte[] cursor = Arrays.copyOf(new byte[] {VERSION}, 1 + SIGNATURE_BYTES + text.length);
    System.arraycopy(signature(scope, text), 0, cursor, 1, SIGNATURE_BYTES);
    System.arraycopy(text, 0, cursor, 1 + SIGNATURE_BYTES, text.length);
    return text(cursor);
  }

  public List<String> decode(String scope, String cursor) {
    byte[] bytes = bytes(cursor);
    if (bytes.length <= 1 + SIGNATURE_BYTES || bytes[0] != VERSION) {
      throw invalid();
    }
    byte[] given = Arrays.copyOfRange(bytes, 1, 1 + SIGNATURE_BYTES);
    byte[] text = Arrays.copyOfRange(bytes, 1 + SIGNATURE_BYTES, bytes.length);
    if (!MessageDigest.isEqual(given, signature(scope, text))) {
      throw invalid();
    }
    return parted(new String(text, UTF_8));
  }

  private static String joined(String[] position) {
    var text = new StringBuilder();
    for (int i = 0; i < position.length; i++) {
      if (i > 0) {
        text.append(SEPARATOR);
      }
      for (int at = 0; at < position[i].length(); at++) {
        char c = position[i].charAt(at);
        if (c == SEPARATOR || c == ESCAPE) {
          text.append(ESCAPE);
        }
        text.append(c);
      }
    }
    return text.toString();
  }

  private static List<String> parted(String text) {
    List<String> parts = new ArrayList<>();
    var part = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == SEPARATOR) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c == ESCAPE ? text.charAt(++at) : c);
      }
    }
    parts.add(part.toString());
    return List.copyOf(parts);
  }

  private byte[] signature(String scope, byte[] text) {
    byte[] prefix = (VERSION + scope + '\0').getBytes(UTF_8);
    byte[] signed = Arrays.copyOf(prefix, prefix.length + text.length);
    System.arraycopy(text, 0, signed, prefix.length, text.length);
    return Arrays.copyOf(Hmac.sha256(key, signed), SIGNATURE_BYTES);
  }

  private static String text(byte[] cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /** Of several texts that decode to the same, only the one that was given out. */
  private static byte[] bytes(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (text(bytes).equals(cursor)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // refused below
    }
    throw invalid();
  }

  private static ProblemException invalid() {
    return ProblemException.badRequest(
        "cursor.invalid", "This cursor is not one of this list. Start again without a cursor.");
  }
}
