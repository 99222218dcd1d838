package dev.parley.gateway.request;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** A small body that can be sent more than once. */
public final class KeptBody extends ServerHttpRequestDecorator {

  private final DataBufferFactory buffers;
  private final byte[] body;

  public KeptBody(ServerHttpRequest request, DataBufferFactory buffers, byte[] body) {
    super(request);
    this.buffers = buffers;
    this.body = body;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    return Flux.just(body).map(buffers::wrap);
  }
}
