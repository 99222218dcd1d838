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
    if (head == null || !isToBeTagged(head)) {
      return super.writeWith(body);
    }
    long length = StoringRules.length(head);
    return length > 0 && body instanceof Mono<?>
        ? Mono.<DataBuffer>from(body).flatMap(whole -> sendTagged(whole, length))
        : whole(body, length).flatMap(bytes -> send(bytes, MadeTags.of(bytes)));
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

  /** What has come in one piece goes on as it is. */
  private Mono<Void> sendTagged(DataBuffer whole, long length) {
    if (whole.readableByteCount() != length) {
      DataBufferUtils.release(whole);
      return Mono.error(brokenOff());
    }
    if (isUnchanged(MadeTags.of(whole))) {
      DataBufferUtils.release(whole);
      return super.setComplete();
    }
    return super.writeWith(Mono.just(whole));
  }

  private Mono<Void> send(byte[] bytes, String tag) {
    if (isUnchanged(tag)) {
      return super.setComplete();
    }
    ServerHttpResponse client = getDelegate();
    return client.writeWith(Mono.fromSupplier(() -> client.bufferFactory().wrap(bytes)));
  }

  /** For the client, who is told so then. */
  private boolean isUnchanged(String tag) {
    HttpHeaders headers = getHeaders();
    headers.set(HttpHeaders.ETAG, tag);
    if (!Conditions.notModified(request, tag, HttpDates.NONE)) {
      return false;
    }
    setStatusCode(HttpStatus.NOT_MODIFIED);
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    headers.remove(HttpHeaders.CONTENT_TYPE);
    return true;
  }

  private static IOException brokenOff() {
    return new IOException("the answer broke off");
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
                sink.error(brokenOff());
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
