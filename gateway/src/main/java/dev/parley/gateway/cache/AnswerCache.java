package dev.parley.gateway.cache;

import dev.parley.gateway.request.ExchangeRequest;
import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.route.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers what is kept before a service is asked, and keeps what services say to everybody. */
@Component
@EnableConfigurationProperties(CacheSettings.class)
class AnswerCache implements Stage {

  /** Who waits that long for somebody else's answer asks for one of their own. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** How often somebody waits before they ask for themselves. */
  private static final int MOST_WAITS = 3;

  private final ResponseCache kept;
  private final Flights flights = new Flights();
  private final AnswerCacheMeters meters;
  private final boolean on;

  AnswerCache(CacheSettings settings, Clock clock, MeterRegistry registry) {
    this.on = settings.isOn();
    this.kept = new ResponseCache(settings.size().toBytes(), settings.maxBody().toBytes(), clock);
    this.meters = new AnswerCacheMeters(registry, kept);
  }

  ResponseCache kept() {
    return kept;
  }

  /** Nor is anything kept of what is on its way now. */
  void clear() {
    flights.giveUpAll();
    kept.forgetAll();
  }

  AnswerCacheMeters meters() {
    return meters;
  }

  @Override
  public int getOrder() {
    return CACHE_ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    HttpMethod method = exchange.getRequest().getMethod();
    if (!on || HttpMethod.OPTIONS.equals(method) || HttpMethod.TRACE.equals(method)) {
      return chain.filter(exchange);
    }
    IncomingRequest request = ExchangeRequest.of(exchange.getRequest());
    String key = ResponseCache.key(request);
    if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
      return read(exchange, chain, request, key, MOST_WAITS);
    }
    if (kept.knows(key) || flights.isUnderWay(key)) {
      forgetWhenChanged(exchange, key);
    }
    return chain.filter(exchange);
  }

  private Mono<Void> read(
      ServerWebExchange exchange,
      GatewayFilterChain chain,
      IncomingRequest request,
      String key,
      int waits) {
    return switch (kept.lookup(request, key)) {
      case Lookup.Hit hit -> {
        meters.hit();
        yield Replay.write(hit, request, exchange.getResponse());
      }
      case Lookup.Miss miss -> {
        exchange.getResponse().getHeaders().set(Lookup.STATUS, miss.status());
        if (!miss.mayStore() || !request.method().equals("GET")) {
          yield chain.filter(exchange);
        }
        yield isShared(request, miss) && waits > 0
            ? together(exchange, chain, request, key, miss, waits)
            : ask(exchange, chain, request, key, miss, null);
      }
    };
  }

  /**
   * Whether others may be kept waiting for it. What is asked for with a token is most likely one
   * person's, unless the address is known to be everybody's.
   */
  private static boolean isShared(IncomingRequest request, Lookup.Miss miss) {
    return miss.expected() || request.header(HttpHeaders.AUTHORIZATION) == null;
  }

  private Mono<Void> together(
      ServerWebExchange exchange,
      GatewayFilterChain chain,
      IncomingRequest request,
      String key,
      Lookup.Miss miss,
      int waits) {
    Flights.Joined joined = flights.join(key);
    Flights.Flight flight = joined.flight();
    if (joined.leads()) {
      return ask(exchange, chain, request, key, miss, flight)
          .doFinally(_ -> flight.end(Flights.End.BROKEN));
    }
    return Mono.fromFuture(flight.ended(), true)
        .timeout(LONGEST_WAIT, Mono.just(Flights.End.NOT_SHARED))
        .flatMap(
            end ->
                end == Flights.End.NOT_SHARED
                    ? ask(exchange, chain, request, key, miss, null)
                    : read(exchange, chain, request, key, waits - 1));
  }

  private Mono<Void> ask(
      ServerWebExchange exchange,
      GatewayFilterChain chain,
      IncomingRequest request,
      String key,
      Lookup.Miss miss,
      Flights.@Nullable Flight flight) {
    var recording = new RecordingResponse(exchange, request, key, miss, this, flight);
    return chain.filter(exchange.mutate().response(recording).build());
  }

  private void forgetWhenChanged(ServerWebExchange exchange, String key) {
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              AnswerHead head = headOf(exchange);
              if (head != null && head.status() < 400) {
                flights.giveUp(key);
                kept.forget(key);
              }
              return Mono.empty();
            });
  }

  /** Null where no service has answered. */
  static @Nullable AnswerHead headOf(ServerWebExchange exchange) {
    HttpResponse head = exchange.getAttribute(ANSWER_HEAD);
    return head == null ? null : new ServiceHead(head);
  }
}
