package dev.parley.gateway.socket;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A socket is opened at {@code /ws}, by the book, and by pages that may. Whatever else asks for one
 * is refused here: it is the client's mistake, and further on it would count as a failure of the
 * service.
 */
final class HandshakeRules {

  static final String PROTOCOL = "parley.v1";
  static final String PROTOCOLS = "Sec-WebSocket-Protocol";

  private static final String PATH = "/ws";

  /** 16 bytes in base64, of which the last character holds two bits. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

  private final WebSocketOrigins origins;

  HandshakeRules(Set<String> allowedOrigins) {
    this.origins = new WebSocketOrigins(allowedOrigins);
  }

  /** Whether it asks for a socket, or for the place where they are. */
  boolean concern(IncomingRequest request) {
    return (request.header("Upgrade") != null && has(request, "Upgrade", "websocket"))
        || isSocketPath(request.path());
  }

  /** Of a request that these rules concern: what is wrong with it. */
  @Nullable ProblemException violation(IncomingRequest request) {
    if (!isSocketPath(request.path())) {
      return ProblemException.badRequest("socket.elsewhere", "Sockets are opened at /ws.");
    }
    if (!has(request, "Upgrade", "websocket")) {
      return ProblemException.of(
          HttpStatus.UPGRADE_REQUIRED, "socket.upgrade_required", "This path is a WebSocket.");
    }
    if (!isByTheBook(request)) {
      return ProblemException.badRequest(
          "socket.handshake_invalid",
          "A WebSocket begins with GET, 'Connection: Upgrade', one key of 16 bytes in base64 and"
              + " version 13, with no more than one Origin and without a body.");
    }
    if (!request.headers(PROTOCOLS).isEmpty() && !has(request, PROTOCOLS, PROTOCOL)) {
      return ProblemException.badRequest(
          "socket.protocol_unknown", "The subprotocol here is " + PROTOCOL + ".");
    }
    return origins.allows(request.header("Origin"), request.header("Host"))
        ? null
        : ProblemException.forbidden(
            "origin.not_allowed",
            "Pages from this origin may not open a socket here. The operator allows origins in"
                + " PARLEY_ALLOWED_ORIGINS.");
  }

  private static boolean isByTheBook(IncomingRequest request) {
    return request.method().equals("GET")
        && has(request, "Connection", "upgrade")
        && isKey(request.headers("Sec-WebSocket-Key"))
        && "13".equals(request.header("Sec-WebSocket-Version"))
        && request.headers("Origin").size() <= 1
        && !hasBody(request);
  }

  private static boolean isKey(List<String> keys) {
    return keys.size() == 1 && KEY.matcher(keys.getFirst()).matches();
  }

  /** What follows the head are frames. */
  private static boolean hasBody(IncomingRequest request) {
    String length = request.header("Content-Length");
    return request.header("Transfer-Encoding") != null || (length != null && !length.equals("0"));
  }

  /** In any spelling that leads to the same route: {@code /w%73} and {@code /ws;a=b}. */
  static boolean isSocketPath(String path) {
    if (path.equals(PATH)) {
      return true;
    }
    int parameters = path.indexOf(';');
    boolean encoded = path.indexOf('%') >= 0;
    if (parameters < 0 && !encoded) {
      return false;
    }
    String segment = parameters < 0 ? path : path.substring(0, parameters);
    return (encoded ? decoded(segment) : segment).equals(PATH);
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /** Whether the value is one of a header's list. */
  private static boolean has(IncomingRequest request, String header, String value) {
    for (String line : request.headers(header)) {
      for (String item : line.split(",", -1)) {
        if (item.strip().equalsIgnoreCase(value)) {
          return true;
        }
      }
    }
    return false;
  }
}
