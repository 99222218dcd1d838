package dev.parley.gateway.socket;

import dev.parley.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * A socket is opened at {@code /ws} and by the book. Whatever else asks for one is refused here: it
 * is the client's mistake, and further on it would count as a failure of the service.
 */
@Component
@Order(2)
class HandshakeRules implements WebFilter {

  private static final PathPattern SOCKET = PathPatternParser.defaultInstance.parse("/ws");
  private static final String PROTOCOL = "parley.v1";
  private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
  private static final List<String> TOKENS = List.of("token", "access_token");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    boolean here = SOCKET.matches(request.getPath().pathWithinApplication());
    boolean asked = has(request, HttpHeaders.UPGRADE, "websocket");
    if (!here && !asked) {
      return chain.filter(exchange);
    }
    ProblemException problem = problem(request, here, asked);
    return problem == null
        ? chain.filter(exchange.mutate().request(withOurProtocol(request)).build())
        : Mono.error(problem);
  }

  private static @Nullable ProblemException problem(
      ServerHttpRequest request, boolean here, boolean asked) {
    if (!here) {
      return ProblemException.badRequest("socket.elsewhere", "Sockets are opened at /ws.");
    }
    if (!asked) {
      return ProblemException.of(
          HttpStatus.UPGRADE_REQUIRED, "socket.upgrade_required", "This path is a WebSocket.");
    }
    if (!isByTheBook(request)) {
      return ProblemException.badRequest(
          "socket.handshake_invalid",
          "A WebSocket begins with GET, 'Connection: Upgrade', a key and version 13.");
    }
    if (TOKENS.stream().anyMatch(request.getQueryParams()::containsKey)) {
      return ProblemException.badRequest(
          "socket.token_in_address",
          "A token does not belong into an address, which logs keep. Send it in the header"
              + " Authorization or in the hello.");
    }
    return speaksOurs(request)
        ? null
        : ProblemException.badRequest(
            "socket.protocol_unknown", "The subprotocol here is " + PROTOCOL + ".");
  }

  private static boolean isByTheBook(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    return HttpMethod.GET.equals(request.getMethod())
        && has(request, HttpHeaders.CONNECTION, "upgrade")
        && headers.getFirst("Sec-WebSocket-Key") != null
        && "13".equals(headers.getFirst("Sec-WebSocket-Version"));
  }

  private static boolean speaksOurs(ServerHttpRequest request) {
    return !request.getHeaders().containsKey(PROTOCOLS) || has(request, PROTOCOLS, PROTOCOL);
  }

  /** Of several that a client offers the proxy would take the first, whatever it is. */
  private static ServerHttpRequest withOurProtocol(ServerHttpRequest request) {
    return request.getHeaders().containsKey(PROTOCOLS)
        ? request.mutate().header(PROTOCOLS, PROTOCOL).build()
        : request;
  }

  private static boolean has(ServerHttpRequest request, String header, String value) {
    return request.getHeaders().getOrEmpty(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(item -> item.strip().toLowerCase(Locale.ROOT))
        .anyMatch(value::equals);
  }
}
