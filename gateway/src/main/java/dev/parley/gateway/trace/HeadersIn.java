package dev.parley.gateway.trace;

import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** How OpenTelemetry reads a request's headers. */
enum HeadersIn implements TextMapGetter<HttpHeaders> {
  OF_A_REQUEST;

  @Override
  public Iterable<String> keys(HttpHeaders headers) {
    return headers.keySet();
  }

  @Override
  public @Nullable String get(@Nullable HttpHeaders headers, String name) {
    return headers == null ? null : headers.getFirst(name);
  }
}
