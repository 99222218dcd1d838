package dev.parley.realtime.connection;

import dev.parley.platform.problem.ProblemException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a request at {@code /ws} must be before it becomes a connection. */
final class HandshakeRules {

  /** Not the drafts before it, which Netty speaks too and frames in other ways. */
  private static final String VERSION = "13";

  private final OriginPolicy origins;

  HandshakeRules(OriginPolicy origins) {
    this.origins = origins;
  }

  @Nullable ProblemException violation(HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (TokenInUrl.isIn(request.uri())) {
      return TokenInUrl.problem("Send it as Authorization or in the hello frame.");
    }
    if (!request.method().equals(HttpMethod.GET)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      return ProblemException.of(
          HttpStatus.UPGRADE_REQUIRED, "ws.upgrade_required", "Only WebSocket is spoken here.");
    }
    if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return ProblemException.of(
          HttpStatus.UPGRADE_REQUIRED, "ws.version", "WebSocket version 13 is spoken here.");
    }
    if (!origins.allows(headers)) {
      return ProblemException.forbidden(
          "ws.origin", "Pages of this origin may not connect. The operator allows origins.");
    }
    List<String> offered = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    return offered.isEmpty() || offers(offered)
        ? null
        : ProblemException.badRequest(
            "ws.protocol", "The subprotocol " + Handshake.PROTOCOL + " is spoken here.");
  }

  private static boolean offers(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .anyMatch(name -> name.strip().equals(Handshake.PROTOCOL));
  }
}
