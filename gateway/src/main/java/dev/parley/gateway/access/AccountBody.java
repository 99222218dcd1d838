package dev.parley.gateway.access;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A body that was read here, to find the account that it is about, and goes on all the same. */
record AccountBody(@Nullable String account, ServerHttpRequest request) {

  /** More than any name and password need. */
  private static final int MOST = 16 * 1024;

  static Mono<AccountBody> of(ServerHttpRequest request) {
    return DataBufferUtils.join(request.getBody(), MOST)
        .onErrorMap(
            DataBufferLimitException.class,
            _ ->
                ProblemException.tooLarge(
                    "request.too_large", "The body may have at most %d bytes.".formatted(MOST)))
        .map(AccountBody::bytes)
        .defaultIfEmpty(new byte[0])
        .map(bytes -> new AccountBody(AccountName.in(bytes), again(bytes, request)));
  }

  private static byte[] bytes(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static ServerHttpRequest again(byte[] bytes, ServerHttpRequest request) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        return bytes.length == 0
            ? Flux.empty()
            : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)));
      }
    };
  }
}
