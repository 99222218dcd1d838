package dev.parley.gateway.socket;

import dev.parley.platform.origin.AllowedOrigins;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open a WebSocket: our own, and those that are configured. A browser names the
 * page's origin and does not let the page lie about it; other clients name none.
 */
final class WebSocketOrigins {

  private final AllowedOrigins allowed;

  WebSocketOrigins(Set<String> allowed) {
    this.allowed = new AllowedOrigins(allowed);
  }

  boolean allows(@Nullable String origin, @Nullable String host) {
    return origin == null || allowed.contains(origin) || isOwn(origin, host);
  }

  /** Whether the page came from where the request goes; who proxies us keeps the Host header. */
  private static boolean isOwn(String origin, @Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      URI page = URI.create(origin);
      URI own = URI.create("//" + host);
      int standard = "https".equals(page.getScheme()) ? 443 : 80;
      return page.getHost() != null
          && page.getHost().equalsIgnoreCase(own.getHost())
          && (page.getPort() < 0 ? standard : page.getPort())
              == (own.getPort() < 0 ? standard : own.getPort());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
