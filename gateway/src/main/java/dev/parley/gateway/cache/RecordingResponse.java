package dev.parley.gateway.cache;

import dev.parley.gateway.request.IncomingRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps a service's answer on its way to the client, if everybody may see it. It is read to its end
 * before the client gets any of it: a slow client must not hold up those who wait for the same, and
 * one that goes away leaves nothing behind.
 */
final class RecordingResponse extends ServerHttpResponseDecorator {

  /** Of longer private answers a tag that nobody asked for is not worth the memory. */
  private static final long LONGEST_TO_TAG = 64 << 10;

  private final ServerWebExchange exchange;
  private final IncomingRequest request;
  private final String key;
  private final Lookup.Miss miss;
  private final AnswerCache cache;
  private final Flights.@Nullable Flight flight;

  RecordingResponse(
      ServerWebExchange exchange,
      IncomingRequest request,
      String key,
      Lookup.Miss miss,
      AnswerCache cache,
      Flights.@Nullable Flight flight) {
    super(exchange.getResponse());
    this.exchange = exchange;
    this.request = request;
    this.key = key;
    this.miss = miss;
    this.cache = cache;
    this.flight = flight;
  }

  @Override
  public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
    AnswerHead head = AnswerCache.headOf(exchange);
    long lifetime = head == null ? 0 : cache.kept().lifetime(request, head);
    if (head != null && lifetime > 0) {
      return whole(body, StoringRules.length(head)).flatMap(bytes -> keep(head, bytes, lifetime));
    }
    notShared();
    return head != null && isToBeTagged(head)
        ? whole(body, StoringRules.length(head)).flatMap(bytes -> send(bytes, MadeTags.of(bytes)))
        : super.writeWith(body);
  }

  @Override
  public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
    notShared();
    return super.writeAndFlushWith(body);
  }

  @Override
  public Mono<Void> setComplete() {
    notShared();
    return super.setComplete();
  }

  private void notShared() {
    if (flight != null) {
      flight.end(Flights.End.NOT_SHARED);
    }
  }

  private Mono<Void> keep(AnswerHead head, byte[] bytes, long lifetime) {
    Runnable storing = () -> cache.kept().store(key, request, head, bytes, lifetime);
    if (flight == null) {
      storing.run();
    } else {
      flight.keep(storing);
    }
    cache.meters().missed();
    getHeaders().set(Lookup.STATUS, miss.stored());
    String given = head.header(HttpHeaders.ETAG);
    return send(bytes, given == null ? MadeTags.of(bytes) : given);
  }

  private Mono<Void> send(byte[] bytes, String tag) {
    HttpHeaders headers = getHeaders();
    headers.set(HttpHeaders.ETAG, tag);
    if (Conditions.notModified(request, tag, HttpDates.NONE)) {
      setStatusCode(HttpStatus.NOT_MODIFIED);
      headers.remove(HttpHeaders.CONTENT_LENGTH);
      headers.remove(HttpHeaders.CONTENT_TYPE);
      return super.setComplete();
    }
    ServerHttpResponse client = getDelegate();
    return client.writeWith(Mono.fromSupplier(() -> client.bufferFactory().wrap(bytes)));
  }

  /** All of it, or a failure. */
  private static Mono<byte[]> whole(Publisher<? extends DataBuffer> body, long length) {
    return DataBufferUtils.join(Flux.from(body), (int) length)
        .map(RecordingResponse::bytes)
        .defaultIfEmpty(new byte[0])
        .handle(
            (bytes, sink) -> {
              if (bytes.length == length) {
                sink.next(bytes);
              } else {
                sink.error(new IOException("the answer broke off"));
              }
            });
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private boolean isToBeTagged(AnswerHead head) {
    long length = StoringRules.length(head);
    String caching = head.header(HttpHeaders.CACHE_CONTROL);
    return head.status() == 200
        && length >= 0
        && length <= LONGEST_TO_TAG
        && head.header(HttpHeaders.ETAG) == null
        && (caching == null || !caching.contains("no-store"));
  }
}
