package dev.parley.gateway.compression;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Asks whoever answers by the tags that were given, whatever bodies have been called since. */
@Component
@Order(2)
class TagsAsServicesKnowThem implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    String match = changed(request, HttpHeaders.IF_MATCH);
    String noneMatch = changed(request, HttpHeaders.IF_NONE_MATCH);
    if (match == null && noneMatch == null) {
      return chain.filter(exchange);
    }
    ServerHttpRequest asked =
        request
            .mutate()
            .headers(
                headers -> {
                  set(headers, HttpHeaders.IF_MATCH, match);
                  set(headers, HttpHeaders.IF_NONE_MATCH, noneMatch);
                })
            .build();
    return chain.filter(new KnownTagsExchange(exchange, asked));
  }

  /** Null where it stays as it is. */
  private static @Nullable String changed(ServerHttpRequest request, String header) {
    String tags = request.getHeaders().getFirst(header);
    if (tags == null) {
      return null;
    }
    String all = String.join(", ", request.getHeaders().getOrEmpty(header));
    String decoded = EncodedTags.decoded(all);
    return decoded.equals(all) ? null : decoded;
  }

  private static void set(HttpHeaders headers, String name, @Nullable String value) {
    if (value != null) {
      headers.set(name, value);
    }
  }
}
