package dev.parley.gateway.compression;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of how it would like a body (RFC 9110, 12.5.3). */
final class AcceptEncoding {

  /** In thousandths; what is not named at all. */
  private static final int UNSAID = -1;

  private final Set<Coding> offered;

  AcceptEncoding(Set<Coding> offered) {
    this.offered = offered;
  }

  /** Null where the body is to go out as it is. */
  @Nullable Coding preferred(List<String> headers) {
    return switch (headers.size()) {
      case 0 -> null;
      case 1 -> preferred(headers.getFirst());
      default -> preferred(String.join(",", headers));
    };
  }

  private @Nullable Coding preferred(String header) {
    int any = weight(header, "*");
    int asItIs = weight(header, "identity");
    Coding best = null;
    // whoever names "identity" with a weight above a coding's would rather have that
    int bestWeight = Math.max(asItIs, 0);
    for (Coding coding : Coding.values()) {
      if (offered.contains(coding)) {
        int weight = weight(header, coding, any);
        if (weight > 0 && (best == null ? weight >= bestWeight : weight > bestWeight)) {
          best = coding;
          bestWeight = weight;
        }
      }
    }
    return best;
  }

  private static int weight(String header, Coding coding, int any) {
    int own = weight(header, coding.token());
    if (own == UNSAID && coding == Coding.GZIP) {
      own = weight(header, "x-gzip");
    }
    return own == UNSAID ? any : own;
  }

  /** Of the first item of that name. */
  private static int weight(String header, String token) {
    int at = 0;
    while (at < header.length()) {
      int comma = header.indexOf(',', at);
      int end = comma < 0 ? header.length() : comma;
      int begin = skipSpaces(header, at, end);
      int parameters = header.indexOf(';', begin);
      int nameEnd = parameters < 0 || parameters > end ? end : parameters;
      if (isAt(header, begin, nameEnd, token)) {
        return nameEnd == end ? 1000 : quality(header, nameEnd + 1, end);
      }
      at = end + 1;
    }
    return UNSAID;
  }

  private static boolean isAt(String header, int begin, int end, String token) {
    int after = begin + token.length();
    return header.regionMatches(true, begin, token, 0, token.length())
        && after <= end
        && skipSpaces(header, after, end) == end;
  }

  private static int skipSpaces(String text, int from, int end) {
    int at = from;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** What cannot be read as one is a no: a body that cannot be read would be worse. */
  private static int quality(String header, int from, int end) {
    int at = skipSpaces(header, from, end);
    if (at + 2 >= end
        || Character.toLowerCase(header.charAt(at)) != 'q'
        || header.charAt(at + 1) != '=') {
      return 0;
    }
    int value = 0;
    int scale = 1000;
    for (int i = at + 2; i < end && scale > 0; i++) {
      char c = header.charAt(i);
      if (c >= '0' && c <= '9') {
        value += (c - '0') * scale;
        scale /= 10;
      } else if (c != '.') {
        return c == ' ' || c == '\t' ? value : 0;
      }
    }
    return Math.min(value, 1000);
  }
}
