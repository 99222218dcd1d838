package dev.parley.metrics.alert.webhook;

import dev.parley.platform.security.Hmac;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * By which admins name an address: the same at every instance and after every start. Without the
 * installation's secret nobody can try out which address it is of.
 */
@Component
class WebhookIds {

  private final String secret;

  WebhookIds(@Value("${parley.secret}") String secret) {
    this.secret = secret;
  }

  /** A UUID of our own making (RFC 9562, version 8). */
  UUID of(URI url) {
    ByteBuffer bytes = ByteBuffer.wrap(Hmac.sha256(secret, "webhook " + url));
    return new UUID(
        (bytes.getLong() & 0xffffffffffff0fffL) | 0x8000L,
        (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }
}
