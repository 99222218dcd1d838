package dev.parley.gateway.request;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who is at the other end: whoever opened the connection or, where that is a trusted proxy, the
 * last one in its list who is none. What stands before that in the list, the client may have
 * written itself.
 */
@Component
public final class ClientAddresses {

  /** Not X-Forwarded-For, which proxying takes away where no proxy is trusted. */
  static final String HEADER = "X-Real-IP";

  private static final String LIST = "X-Forwarded-For";

  private final @Nullable Pattern trustedProxies;

  public ClientAddresses(@Value("${parley.gateway.trusted-proxies}") String trustedProxies) {
    this.trustedProxies = trustedProxies.isBlank() ? null : Pattern.compile(trustedProxies);
  }

  /** What {@link RequestRules} wrote into the request, which nobody else can have done. */
  public static @Nullable String seenBy(IncomingRequest request) {
    return request.header(HEADER);
  }

  public boolean isTrusted(@Nullable InetAddress peer) {
    return trustedProxies != null && peer != null && isTrusted(peer.getHostAddress());
  }

  @Nullable String addressOf(IncomingRequest request) {
    InetAddress peer = request.peer();
    if (peer == null) {
      return null;
    }
    String address = peer.getHostAddress();
    if (!isTrusted(address)) {
      return address;
    }
    List<String> named =
        request.headers(LIST).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(entry -> withoutPort(entry.strip()))
            .toList();
    for (String before : named.reversed()) {
      if (!isTrusted(address) || before.isEmpty()) {
        return address;
      }
      address = before;
    }
    return address;
  }

  /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are written by some. */
  private static String withoutPort(String entry) {
    if (entry.startsWith("[")) {
      int end = entry.indexOf(']');
      return end < 0 ? entry : entry.substring(1, end);
    }
    int colon = entry.indexOf(':');
    return colon < 0 || colon != entry.lastIndexOf(':') ? entry : entry.substring(0, colon);
  }

  private boolean isTrusted(String address) {
    return trustedProxies != null && trustedProxies.matcher(address).matches();
  }
}
