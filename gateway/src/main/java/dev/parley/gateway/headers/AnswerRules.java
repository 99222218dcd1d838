package dev.parley.gateway.headers;

import dev.parley.gateway.request.IncomingRequest;

/** All that is decided of an answer's headers from the request and what was answered. */
final class AnswerRules {

  private final SecurityHeaders security;
  private final Cors cors;
  private final CacheControls caching;
  private final Transport transport;

  AnswerRules(SecurityHeaders security, Cors cors, CacheControls caching, Transport transport) {
    this.security = security;
    this.cors = cors;
    this.caching = caching;
    this.transport = transport;
  }

  void apply(IncomingRequest request, boolean encryptedHere, OutgoingAnswer answer) {
    security.apply(answer, transport.isEncrypted(request, encryptedHere));
    cors.apply(request, answer);
    caching.apply(request.path(), answer);
  }

  /** Of what could not be read as a request, so nothing is known but that it was refused. */
  void applyToRefusal(OutgoingAnswer answer) {
    security.apply(answer, false);
    answer.set("Cache-Control", "no-store");
  }
}
