package dev.parley.gateway.access;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.request.RequestPattern;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What needs no access token: these paths and no others. */
final class PublicPaths {

  private static final Set<String> WATCHED = Set.of("/livez", "/readyz", "/api/health");

  private static final String SOCKET = "/ws";

  private static final Set<String> ANY =
      Set.of(
          "/",
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
          // browsers ask for it by themselves, and hear that there is none
          "/favicon.ico",
          // a socket may say who it is in its first frame
          SOCKET);

  private static final List<RequestPattern> SIGNING_IN =
      List.of(
          RequestPattern.of("POST /api/v1/auth/register"),
          RequestPattern.of("POST /api/v1/auth/login"),
          RequestPattern.of("POST /api/v1/auth/refresh"),
          RequestPattern.of("POST /api/v1/auth/token"));

  /** Chat-service has signed such an address, and verifies it. */
  private static final RequestPattern SIGNED = RequestPattern.of("/api/v1/files/*/content");

  private static final Pattern SIGNATURE = Pattern.compile("(^|&)signature=");

  private PublicPaths() {}

  /** Asked by whoever watches over this process and what is behind it, however often. */
  static boolean isWatched(IncomingRequest request) {
    return WATCHED.contains(request.path());
  }

  /** Where a token may be shown and need not. */
  static boolean isSocket(IncomingRequest request) {
    return SOCKET.equals(request.path());
  }

  static boolean contains(IncomingRequest request) {
    return ANY.contains(request.path())
        || isWatched(request)
        || isSigningIn(request)
        || (isSigned(request.query()) && SIGNED.matches(request));
  }

  private static boolean isSigningIn(IncomingRequest request) {
    for (RequestPattern path : SIGNING_IN) {
      if (path.matches(request)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSigned(@Nullable String query) {
    return query != null && SIGNATURE.matcher(query).find();
  }
}
