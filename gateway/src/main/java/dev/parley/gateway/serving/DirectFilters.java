package dev.parley.gateway.serving;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * All web filters, each called by the one before. Spring's chain puts two operators around each of
 * them, for who reads the stack traces of its own.
 */
final class DirectFilters implements WebHandler {

  private final WebFilterChain begin;

  DirectFilters(List<WebFilter> filters, WebHandler handler) {
    WebFilterChain next = handler::handle;
    for (WebFilter filter : filters.reversed()) {
      WebFilterChain rest = next;
      next = exchange -> filter.filter(exchange, rest);
    }
    this.begin = next;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    return begin.filter(exchange);
  }
}
