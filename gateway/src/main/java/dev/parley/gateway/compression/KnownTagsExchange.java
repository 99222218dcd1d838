package dev.parley.gateway.compression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import reactor.core.publisher.Mono;

/**
 * An exchange whose request names tags as they were given. Spring's own way to change a request
 * leaves the conditions to the exchange underneath, which knows the request as it came: what the
 * gateway answers itself would never be a 304 to who has it compressed.
 */
final class KnownTagsExchange extends ServerWebExchangeDecorator {

  private static final ServerCodecConfigurer CODECS = ServerCodecConfigurer.create();
  private static final AcceptHeaderLocaleContextResolver LOCALES =
      new AcceptHeaderLocaleContextResolver();

  private final ServerHttpRequest request;

  /** Made where somebody asks: services look at the conditions of their requests themselves. */
  private @Nullable ServerWebExchange conditions;

  KnownTagsExchange(ServerWebExchange exchange, ServerHttpRequest request) {
    super(exchange);
    this.request = request;
  }

  @Override
  public ServerHttpRequest getRequest() {
    return request;
  }

  @Override
  public boolean isNotModified() {
    return conditions().isNotModified();
  }

  @Override
  public boolean checkNotModified(Instant lastModified) {
    return conditions().checkNotModified(lastModified);
  }

  @Override
  public boolean checkNotModified(String etag) {
    return conditions().checkNotModified(etag);
  }

  @Override
  public boolean checkNotModified(@Nullable String etag, Instant lastModified) {
    return conditions().checkNotModified(etag, lastModified);
  }

  private ServerWebExchange conditions() {
    if (conditions == null) {
      conditions =
          new DefaultServerWebExchange(request, getResponse(), _ -> Mono.empty(), CODECS, LOCALES);
    }
    return conditions;
  }
}
