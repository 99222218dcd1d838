package dev.parley.gateway.request;

import dev.parley.platform.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Ends a body of unannounced length where it grows too large, while it streams through. */
final class BoundedBody extends ServerHttpRequestDecorator {

  private final long maxBytes;

  BoundedBody(ServerHttpRequest request, long maxBytes) {
    super(request);
    this.maxBytes = maxBytes;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    if (getHeaders().getContentLength() >= 0) {
      return super.getBody(); // it was announced, and the server cuts off what goes beyond
    }
    var seen = new AtomicLong();
    return super.getBody()
        .handle(
            (part, sink) -> {
              if (seen.addAndGet(part.readableByteCount()) <= maxBytes) {
                sink.next(part);
              } else {
                DataBufferUtils.release(part);
                sink.error(tooLarge(maxBytes));
              }
            });
  }

  static ProblemException tooLarge(long maxBytes) {
    return ProblemException.tooLarge(
        "request.too_large", "The body may have at most %d bytes.".formatted(maxBytes));
  }
}
