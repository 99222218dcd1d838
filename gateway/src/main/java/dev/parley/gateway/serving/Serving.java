package dev.parley.gateway.serving;

import dev.parley.gateway.request.ClientChannel;
import dev.parley.gateway.trace.Trace;
import dev.parley.gateway.trace.Traces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What Spring's adapter does, with one span and one figure for each request in place of
 * observations, which carry their context over every step whether anybody looks or not.
 */
final class Serving extends HttpWebHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(Serving.class);

  private final List<WebExceptionHandler> failures;
  private final Traces traces;
  private final ServedRequests served;
  private final SlowAnswers slow;

  Serving(
      HttpWebHandlerAdapter spring,
      DirectFilters filters,
      List<WebExceptionHandler> failures,
      Traces traces,
      ServedRequests served,
      SlowAnswers slow) {
    super(filters);
    this.failures = List.copyOf(failures);
    setSessionManager(_ -> Mono.empty());
    setCodecConfigurer(spring.getCodecConfigurer());
    setLocaleContextResolver(spring.getLocaleContextResolver());
    if (spring.getApplicationContext() != null) {
      setApplicationContext(spring.getApplicationContext());
    }
    this.traces = traces;
    this.served = served;
    this.slow = slow;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    long begin = System.nanoTime();
    Trace trace = traces.begin(request);
    ServerWebExchange exchange = createExchange(request, response);
    trace.keepIn(exchange);
    ClientChannel.keepIn(exchange);
    return handled(exchange)
        .onErrorResume(failure -> answered(failure, trace, exchange))
        .then(Mono.defer(() -> complete(exchange)))
        .doFinally(how -> end(exchange, trace, how, begin));
  }

  private static Mono<Void> complete(ServerWebExchange exchange) {
    return isAnsweredOrGone(exchange) ? Mono.empty() : exchange.getResponse().setComplete();
  }

  private Mono<Void> handled(ServerWebExchange exchange) {
    try {
      return getDelegate().handle(exchange);
    } catch (RuntimeException e) {
      return Mono.error(e);
    }
  }

  /** By the first who knows an answer; one who knows none hands the failure on. */
  private Mono<Void> answered(Throwable failure, Trace trace, ServerWebExchange exchange) {
    trace.failed(failure);
    if (isAnsweredOrGone(exchange)) {
      return Mono.empty();
    }
    Mono<Void> answered = Mono.error(failure);
    for (WebExceptionHandler handler : failures) {
      answered = answered.onErrorResume(each -> handler.handle(exchange, each));
    }
    return answered.onErrorResume(each -> unanswered(each, trace, exchange));
  }

  /** The server itself answers what turns out to be no HTTP while a request is on its way. */
  private static boolean isAnsweredOrGone(ServerWebExchange exchange) {
    HttpServerResponse server =
        ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    return !ClientChannel.of(exchange).isActive()
        || (server.hasSentHeaders() && !exchange.getResponse().isCommitted());
  }

  /** Whatever could be made an answer has become one: this came after it had begun. */
  private static Mono<Void> unanswered(Throwable failure, Trace trace, ServerWebExchange exchange) {
    if (isAnsweredOrGone(exchange)) {
      return Mono.empty();
    }
    if (exchange.getResponse().setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR)) {
      log.error("request failed, trace {}", trace.id(), failure);
      return Mono.empty();
    }
    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      return Mono.empty();
    }
    log.warn("answer broke off, trace {}: {}", trace.id(), failure.toString());
    return Mono.error(failure);
  }

  private void end(ServerWebExchange exchange, Trace trace, SignalType how, long begin) {
    HttpMethod method = exchange.getRequest().getMethod();
    HttpStatusCode status = statusOf(exchange, how);
    String route = routeOf(exchange, status);
    long taken = System.nanoTime() - begin;
    trace.exemplify(() -> served.count(method, route, status, taken));
    String name = ServedRequests.nameOf(method);
    slow.tell(trace, name, route, exchange.getResponse(), taken);
    if (SlowAnswers.staysOpen(exchange.getResponse())) {
      trace.staysOpen();
    }
    trace.end(name, route, exchange.getRequest().getPath().value(), status);
  }

  /** Null where the client went before there was one. */
  private static @Nullable HttpStatusCode statusOf(ServerWebExchange exchange, SignalType how) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    return status == null && how == SignalType.ON_COMPLETE ? HttpStatus.OK : status;
  }

  /** By the names that Spring gives, and of what it has none for, the route's. */
  private static String routeOf(ServerWebExchange exchange, @Nullable HttpStatusCode status) {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    if (route != null) {
      return route.getId();
    }
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (pattern != null) {
      return pattern.toString();
    }
    return status != null && status.value() == 404 ? "NOT_FOUND" : "UNKNOWN";
  }
}
