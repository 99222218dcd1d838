package dev.parley.gateway.headers;

import dev.parley.gateway.request.IncomingRequest;
import java.net.InetAddress;
import java.util.function.Predicate;

/** Whether the browser's connection is encrypted: here, or at a proxy whose word counts. */
final class Transport {

  private final Predicate<InetAddress> trusted;

  Transport(Predicate<InetAddress> trusted) {
    this.trusted = trusted;
  }

  boolean isEncrypted(IncomingRequest request, boolean encryptedHere) {
    if (encryptedHere) {
      return true;
    }
    String protocol = request.header("X-Forwarded-Proto");
    InetAddress peer = request.peer();
    return protocol != null
        && peer != null
        && protocol.regionMatches(true, 0, "https", 0, 5)
        && trusted.test(peer);
  }
}
