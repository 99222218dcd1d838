package dev.parley.gateway.headers;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** An answer as WebFlux has it. */
final class ExchangeAnswer implements OutgoingAnswer {

  private final ServerHttpResponse response;

  ExchangeAnswer(ServerHttpResponse response) {
    this.response = response;
  }

  @Override
  public int status() {
    HttpStatusCode status = response.getStatusCode();
    return status == null ? 200 : status.value();
  }

  @Override
  public @Nullable String header(String name) {
    return response.getHeaders().getFirst(name);
  }

  @Override
  public void set(String name, String value) {
    response.getHeaders().set(name, value);
  }

  @Override
  public void add(String name, String value) {
    response.getHeaders().add(name, value);
  }
}
