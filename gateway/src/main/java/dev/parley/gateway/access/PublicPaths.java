package dev.parley.gateway.access;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What needs no access token. */
final class PublicPaths {

  private static final Set<String> POSTS =
      Set.of("/auth/register", "/auth/login", "/auth/refresh", "/auth/token");
  private static final Set<String> ANY = Set.of("/", "/api/health", "/livez", "/readyz");

  private PublicPaths() {}

  static boolean contains(ServerHttpRequest request) {
    String path = request.getPath().value();
    return ANY.contains(path)
        || path.startsWith("/.well-known/")
        // a socket may say who it is in its first frame
        || path.equals("/ws")
        || (HttpMethod.POST.equals(request.getMethod()) && POSTS.contains(withoutBase(path)));
  }

  private static String withoutBase(String path) {
    if (path.startsWith("/api/v1/")) {
      return path.substring("/api/v1".length());
    }
    return path.startsWith("/api/") ? path.substring("/api".length()) : path;
  }
}
