package dev.parley.realtime.connection;

import dev.parley.platform.origin.AllowedOrigins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages from opening connections as whoever is looking at them. Only browsers
 * send Origin, and no script can change it, Host or X-Forwarded-Host of a handshake; so a match
 * with either host is proof enough, and other clients, which send none, lose nothing.
 */
final class OriginPolicy {

  private final AllowedOrigins allowed;

  OriginPolicy(List<String> allowed) {
    this.allowed = new AllowedOrigins(allowed);
  }

  boolean allows(HttpHeaders request) {
    List<String> origins = request.getAll(HttpHeaderNames.ORIGIN);
    return switch (origins.size()) {
      case 0 -> true;
      case 1 -> allows(origins.getFirst().toLowerCase(Locale.ROOT), request);
      default -> false;
    };
  }

  private boolean allows(String origin, HttpHeaders request) {
    if (allowed.contains(origin)) {
      return true;
    }
    int schemeEnd = origin.indexOf("://");
    if (schemeEnd < 0) {
      return false;
    }
    String scheme = origin.substring(0, schemeEnd);
    String own = hostAndPort(scheme, origin.substring(schemeEnd + 3));
    return own != null
        && Stream.of(request.get(HttpHeaderNames.HOST), request.get("X-Forwarded-Host"))
            .anyMatch(host -> host != null && own.equals(hostAndPort(scheme, first(host))));
  }

  private static String first(String list) {
    return list.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String hostAndPort(String scheme, String authority) {
    try {
      URI uri = URI.create(scheme + "://" + authority);
      if (uri.getHost() == null || !uri.getRawPath().isEmpty() || uri.getUserInfo() != null) {
        return null;
      }
      int usual = scheme.equals("https") ? 443 : 80;
      return uri.getHost() + ":" + (uri.getPort() < 0 ? usual : uri.getPort());
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
