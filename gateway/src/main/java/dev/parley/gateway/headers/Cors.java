package dev.parley.gateway.headers;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.origin.AllowedOrigins;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may read our answers: those that are configured, each by its name.
 * All of them may do all that the API offers, so nothing is worked out for a request.
 */
final class Cors {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String ASKED =
      "Accept, Accept-Language, Authorization, Cache-Control, Content-Disposition, Content-Type,"
          + " Idempotency-Key, If-Match, If-None-Match, If-Range, Last-Event-ID, Range,"
          + " X-Request-Id, traceparent, tracestate";
  private static final String TOLD =
      "Cache-Status, Content-Disposition, Content-Range, ETag, Link, Location, RateLimit,"
          + " RateLimit-Policy, Retry-After, Server-Timing, WWW-Authenticate, X-Request-Id";
  private static final String REMEMBERED_SECONDS = "7200";

  private final AllowedOrigins allowed;

  Cors(Collection<String> allowed) {
    this.allowed = new AllowedOrigins(allowed);
  }

  /** A browser's question whether a page may ask what it is about to ask. */
  boolean isPreflight(IncomingRequest request) {
    return request.method().equals("OPTIONS")
        && request.header("Origin") != null
        && request.header("Access-Control-Request-Method") != null;
  }

  boolean allows(IncomingRequest request) {
    return allowed(request) != null;
  }

  /** What a page may ask, besides what {@link #apply} says of every answer. */
  void describe(OutgoingAnswer answer) {
    answer.set("Access-Control-Allow-Methods", METHODS);
    answer.set("Access-Control-Allow-Headers", ASKED);
    answer.set("Access-Control-Max-Age", REMEMBERED_SECONDS);
  }

  void apply(IncomingRequest request, OutgoingAnswer answer) {
    if (allowed.isEmpty()) {
      return;
    }
    // also where no origin was named: a cache must not show this answer to those that name one
    String vary = answer.header("Vary");
    if (vary == null || !vary.contains("Origin")) {
      answer.add("Vary", "Origin");
    }
    String origin = allowed(request);
    if (origin != null) {
      answer.set("Access-Control-Allow-Origin", origin);
      // allowed by name alone, and never with "*", so a page may send what its user has
      answer.set("Access-Control-Allow-Credentials", "true");
      answer.set("Access-Control-Expose-Headers", TOLD);
    }
  }

  private @Nullable String allowed(IncomingRequest request) {
    String origin = allowed.isEmpty() ? null : request.header("Origin");
    return origin != null && allowed.contains(origin) ? origin : null;
  }
}
