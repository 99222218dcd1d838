package dev.parley.chat.account;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Where a session is opened from, for its owner to recognise it by; nothing is decided by it. The
 * address is the one the gateway saw, and lets nobody else say.
 */
record Client(@Nullable String userAgent, String address) {

  private static final int LONGEST_AGENT = 200;

  static Client of(HttpServletRequest request) {
    String agent = request.getHeader(HttpHeaders.USER_AGENT);
    return new Client(agent == null ? null : printable(agent), address(request));
  }

  private static String address(HttpServletRequest request) {
    String seenByGateway = request.getHeader("X-Real-IP");
    if (seenByGateway != null) {
      try {
        return InetAddress.ofLiteral(seenByGateway.strip()).getHostAddress();
      } catch (IllegalArgumentException _) {
        // not an address: then whoever it came from
      }
    }
    return request.getRemoteAddr();
  }

  private static String printable(String text) {
    String shown = text.replaceAll("\\p{C}", "").strip();
    return shown.length() <= LONGEST_AGENT ? shown : shown.substring(0, LONGEST_AGENT);
  }
}
