package dev.parley.gateway.cache;

import dev.parley.gateway.request.IncomingRequest;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Answers with what is kept. */
final class Replay {

  /** What a 304 says of what the client has (RFC 9110, 15.4.5). */
  private static final Set<String> IN_304 =
      Set.of(
          "cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary");

  private Replay() {}

  static Mono<Void> write(Lookup.Hit hit, IncomingRequest request, ServerHttpResponse response) {
    StoredAnswer answer = hit.answer();
    HttpHeaders headers = response.getHeaders();
    boolean unchanged = Conditions.notModified(request, answer.entityTag(), answer.modifiedAt());
    answer.eachHeader(
        (name, value) -> {
          if (!unchanged || IN_304.contains(name.toLowerCase(Locale.ROOT))) {
            headers.add(name, value);
          }
        });
    headers.set(HttpHeaders.AGE, Long.toString(answer.age(hit.now())));
    headers.set(Lookup.STATUS, hit.status());
    if (unchanged) {
      response.setStatusCode(HttpStatus.NOT_MODIFIED);
      return response.setComplete();
    }
    response.setStatusCode(HttpStatus.OK);
    headers.setContentLength(answer.body().length);
    return response.writeWith(
        Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
  }
}
