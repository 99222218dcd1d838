package dev.parley.gateway.access;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What needs no access token: these paths as they are spelt here and no others, since what only
 * begins like one of them ({@code /.well-known/../api}) may lead elsewhere.
 */
final class PublicPaths {

  private static final Set<String> POSTS =
      Set.of("/auth/register", "/auth/login", "/auth/refresh", "/auth/token");
  private static final Set<String> ANY =
      Set.of(
          "/",
          "/api/health",
          "/livez",
          "/readyz",
          "/.well-known/jwks.json",
          "/.well-known/openid-configuration",
          "/api/v1/site",
          "/docs",
          "/docs/start.js",
          "/docs/page.css",
          "/docs/swagger-ui.css",
          "/docs/swagger-ui-bundle.js",
          "/docs/favicon-32x32.png",
          "/openapi.json",
          "/asyncapi.yaml",
          // a socket may say who it is in its first frame
          "/ws");

  /** Chat-service has signed such an address, and verifies it. */
  private static final Pattern SIGNED = Pattern.compile("/api/v1/files/[0-9a-f-]{36}/content");

  private PublicPaths() {}

  static boolean contains(ServerHttpRequest request) {
    String path = request.getPath().value();
    return ANY.contains(path)
        || (request.getQueryParams().containsKey("signature") && SIGNED.matcher(path).matches())
        || (HttpMethod.POST.equals(request.getMethod()) && POSTS.contains(withoutBase(path)));
  }

  private static String withoutBase(String path) {
    if (path.startsWith("/api/v1/")) {
      return path.substring("/api/v1".length());
    }
    return path.startsWith("/api/") ? path.substring("/api".length()) : path;
  }
}
