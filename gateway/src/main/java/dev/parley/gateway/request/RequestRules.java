package dev.parley.gateway.request;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ReactiveProblems;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** How large a request may be, and what of it is believed. */
@Component
@EnableConfigurationProperties(BodyRules.class)
@Order(1)
class RequestRules implements WebFilter {

  /** Who a caller is, services read from the token and from nothing else. */
  private static final Set<String> IDENTITY =
      Set.of("x-user-id", "x-user-name", "x-user-role", "x-user-roles", "x-remote-user");

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private static final String FORWARDED = "x-forwarded-";

  private final ReactiveProblems problems;
  private final BodyRules bodies;
  private final ClientAddresses clients;

  RequestRules(ReactiveProblems problems, BodyRules bodies, ClientAddresses clients) {
    this.problems = problems;
    this.bodies = bodies;
    this.clients = clients;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!PathRules.isPlain(request.getPath().value())) {
      return problems.write(ProblemException.invalidAddress(), exchange);
    }
    if (!METHODS.contains(request.getMethod())) {
      exchange.getResponse().getHeaders().setAllow(METHODS);
      return problems.write(
          ProblemException.of(
              HttpStatus.METHOD_NOT_ALLOWED,
              "route.method_not_allowed",
              "No path here takes this method; 'Allow' has those that there are."),
          exchange);
    }
    makeBelievable(request);
    if (!hasBody(request.getHeaders())) {
      return chain.filter(exchange);
    }
    BodyRules.Rule body = bodies.of(request);
    if (request.getHeaders().getContentLength() > body.maxBytes()) {
      return problems.write(BoundedBody.tooLarge(body.maxBytes()), exchange);
    }
    return chain
        .filter(exchange.mutate().request(new BoundedBody(request, body)).build())
        .onErrorResume(ProblemException.class, problem -> problems.write(problem, exchange));
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.getContentLength() > 0 || headers.containsKey(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * What a client says of itself by header is not believed, unless a trusted proxy said it. The
   * server's own headers are changed: a changed copy of a request is a copy of all its headers.
   */
  private void makeBelievable(ServerHttpRequest request) {
    IncomingRequest incoming = ExchangeRequest.of(request);
    boolean trusted = clients.isTrusted(incoming.peer());
    String client = clients.addressOf(incoming);
    HttpServerRequest own = ServerHttpRequestDecorator.getNativeRequest(request);
    io.netty.handler.codec.http.HttpHeaders headers = own.requestHeaders();
    IDENTITY.forEach(headers::remove);
    if (!trusted) {
      headers.remove("Forwarded");
      removeForwarded(headers);
    }
    if (client == null) {
      headers.remove(ClientAddresses.HEADER);
    } else {
      headers.set(ClientAddresses.HEADER, client);
    }
  }

  private static void removeForwarded(io.netty.handler.codec.http.HttpHeaders headers) {
    List<String> found = null;
    for (var entries = headers.iteratorCharSequence(); entries.hasNext(); ) {
      CharSequence name = entries.next().getKey();
      if (AsciiString.regionMatches(name, true, 0, FORWARDED, 0, FORWARDED.length())) {
        found = found == null ? new ArrayList<>(2) : found;
        found.add(name.toString());
      }
    }
    if (found != null) {
      found.forEach(headers::remove);
    }
  }
}
