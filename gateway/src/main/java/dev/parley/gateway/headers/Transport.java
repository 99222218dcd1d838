package dev.parley.gateway.headers;

import dev.parley.gateway.request.ClientAddresses;
import dev.parley.gateway.request.IncomingRequest;

/** Whether the browser's connection is encrypted: here, or at a proxy whose word counts. */
final class Transport {

  private final ClientAddresses clients;

  Transport(ClientAddresses clients) {
    this.clients = clients;
  }

  boolean isEncrypted(IncomingRequest request, boolean encryptedHere) {
    if (encryptedHere) {
      return true;
    }
    String protocol = request.header("X-Forwarded-Proto");
    return protocol != null
        && protocol.regionMatches(true, 0, "https", 0, 5)
        && clients.isTrusted(request.peer());
  }
}
