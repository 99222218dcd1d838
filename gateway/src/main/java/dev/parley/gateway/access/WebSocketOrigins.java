package dev.parley.gateway.access;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Which web pages may open a WebSocket: our own, and those that are configured. A browser names the
 * page's origin and does not let the page lie about it; other clients name none.
 */
@Component
class WebSocketOrigins {

  private final Set<String> allowed;

  WebSocketOrigins(@Value("${parley.gateway.allowed-origins}") Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  boolean allows(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    String origin = headers.getOrigin();
    return origin == null || allowed.contains(origin) || isOwn(origin, headers.getHost());
  }

  /** Whether the page came from where the request goes; who proxies us keeps the Host header. */
  private static boolean isOwn(String origin, @Nullable InetSocketAddress host) {
    if (host == null) {
      return false;
    }
    try {
      URI page = URI.create(origin);
      int standard = "https".equals(page.getScheme()) ? 443 : 80;
      int pagePort = page.getPort() < 0 ? standard : page.getPort();
      int ownPort = host.getPort() <= 0 ? standard : host.getPort();
      return host.getHostString().equalsIgnoreCase(page.getHost()) && pagePort == ownPort;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
