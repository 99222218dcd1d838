package dev.parley.gateway.request;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request as WebFlux has it. */
public final class ExchangeRequest implements IncomingRequest {

  private final ServerHttpRequest request;

  private ExchangeRequest(ServerHttpRequest request) {
    this.request = request;
  }

  public static IncomingRequest of(ServerHttpRequest request) {
    return new ExchangeRequest(request);
  }

  @Override
  public String method() {
    return request.getMethod().name();
  }

  @Override
  public String path() {
    return request.getPath().value();
  }

  @Override
  public @Nullable String query() {
    return request.getURI().getRawQuery();
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().getFirst(name);
  }

  @Override
  public List<String> headers(String name) {
    return request.getHeaders().getOrEmpty(name);
  }

  @Override
  public @Nullable InetAddress peer() {
    InetSocketAddress peer = request.getRemoteAddress();
    return peer == null ? null : peer.getAddress();
  }
}
