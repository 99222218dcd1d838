package dev.parley.gateway.request;

import dev.parley.platform.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Ends a body where it grows too large or takes too long, while it streams through. */
final class BoundedBody extends ServerHttpRequestDecorator {

  private final BodyRules.Rule rule;

  BoundedBody(ServerHttpRequest request, BodyRules.Rule rule) {
    super(request);
    this.rule = rule;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    long announced = getHeaders().getContentLength();
    if (announced == 0) {
      return super.getBody();
    }
    // an announced length was looked at before, and the server cuts off what goes beyond
    Flux<DataBuffer> body = announced > 0 ? super.getBody() : counted(super.getBody());
    return body.takeUntilOther(Mono.delay(rule.timeout()).then(Mono.error(BoundedBody::tooSlow)))
        // of instances that break off an IOException tells: this was the client
        .onErrorMap(IOException.class, AbortedException::new);
  }

  private Flux<DataBuffer> counted(Flux<DataBuffer> body) {
    var seen = new AtomicLong();
    return body.handle(
        (part, sink) -> {
          if (seen.addAndGet(part.readableByteCount()) <= rule.maxBytes()) {
            sink.next(part);
          } else {
            DataBufferUtils.release(part);
            sink.error(tooLarge(rule.maxBytes()));
          }
        });
  }

  static ProblemException tooLarge(long maxBytes) {
    return ProblemException.tooLarge(
        "request.too_large", "The body may have at most %d bytes.".formatted(maxBytes));
  }

  private static ProblemException tooSlow() {
    return ProblemException.of(
        HttpStatus.REQUEST_TIMEOUT,
        "request.too_slow",
        "The rest of the request did not come. Send it again.");
  }
}
