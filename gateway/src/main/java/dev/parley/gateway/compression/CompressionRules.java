package dev.parley.gateway.compression;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which answers may be compressed, before it is asked whether the client would like that. */
final class CompressionRules {

  /** Services name few types; a file's may be anything that its owner wrote. */
  private static final int REMEMBERED = 500;

  private final long minBytes;
  private final Set<String> types;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  CompressionRules(long minBytes, Set<String> types) {
    this.minBytes = minBytes;
    this.types = Set.copyOf(types);
  }

  /**
   * Whether an answer may be.
   *
   * @param header by name in lower case; null where it has none
   */
  boolean allow(int status, UnaryOperator<@Nullable String> header) {
    if (status < 200 || status == 204 || status == 206 || status == 304) {
      return false;
    }
    String type = header.apply("content-type");
    return type != null
        && isWorthIt(type)
        && header.apply("content-encoding") == null
        && header.apply("content-range") == null
        && header.apply("set-cookie") == null
        && mayChange(header.apply("cache-control"));
  }

  long minBytes() {
    return minBytes;
  }

  /**
   * What must not be stored is a secret: its length when compressed with what somebody else chose
   * would give it away (BREACH).
   */
  private static boolean mayChange(@Nullable String cacheControl) {
    return cacheControl == null
        || !(cacheControl.contains("no-store") || cacheControl.contains("no-transform"));
  }

  private boolean isWorthIt(String type) {
    Boolean remembered = known.get(type);
    if (remembered == null) {
      remembered = isListed(type);
      if (known.size() < REMEMBERED) {
        known.put(type, remembered);
      }
    }
    return remembered;
  }

  private boolean isListed(String type) {
    int parameters = type.indexOf(';');
    String name =
        (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    return types.contains(name) || name.endsWith("+json") || name.endsWith("+xml");
  }
}
