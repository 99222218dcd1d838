package dev.parley.gateway.request;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Who is at the other end: whoever opened the connection or, where that is a trusted proxy, the
 * last one in its list who is none. What stands before that in the list, the client may have
 * written itself.
 */
final class ClientAddresses {

  /** Not X-Forwarded-For, which proxying takes away where no proxy is trusted. */
  static final String HEADER = "X-Real-IP";

  private static final String LIST = "X-Forwarded-For";

  private final @Nullable Pattern trustedProxies;

  ClientAddresses(String trustedProxies) {
    this.trustedProxies = trustedProxies.isBlank() ? null : Pattern.compile(trustedProxies);
  }

  boolean isTrusted(@Nullable InetSocketAddress peer) {
    return peer != null && peer.getAddress() != null && isTrusted(text(peer));
  }

  @Nullable String addressOf(ServerHttpRequest request) {
    InetSocketAddress peer = request.getRemoteAddress();
    if (peer == null || peer.getAddress() == null) {
      return null;
    }
    String address = text(peer);
    List<String> named =
        request.getHeaders().getOrEmpty(LIST).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .toList();
    for (String before : named.reversed()) {
      if (!isTrusted(address) || before.isEmpty()) {
        return address;
      }
      address = before;
    }
    return address;
  }

  private boolean isTrusted(String address) {
    return trustedProxies != null && trustedProxies.matcher(address).matches();
  }

  private static String text(InetSocketAddress peer) {
    return peer.getAddress().getHostAddress();
  }
}
