package dev.parley.platform.origin;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The web pages that {@code PARLEY_ALLOWED_ORIGINS} names, each as a browser spells it: people copy
 * them from an address bar, with a slash, a capital or a port too many. What is no origin, {@code
 * *} and {@code null} above all, allows nobody.
 */
public final class AllowedOrigins {

  private final Set<String> spelt;

  public AllowedOrigins(Collection<String> named) {
    spelt =
        named.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> name.contains("://"))
            .map(AllowedOrigins::asBrowsersSpell)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String asBrowsersSpell(String name) {
    String origin = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    String usualPort = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(usualPort)
        ? origin.substring(0, origin.length() - usualPort.length())
        : origin;
  }

  public boolean isEmpty() {
    return spelt.isEmpty();
  }

  /**
   * @param origin as the header of that name has it
   */
  public boolean contains(String origin) {
    return spelt.contains(origin);
  }
}
