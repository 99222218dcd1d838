package dev.parley.metrics.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.security.Hmac;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** As https://www.standardwebhooks.com says: {@code v1,base64(hmac-sha256(id.timestamp.body))}. */
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;

  private Signature() {}

  static byte[] key(String secret) {
    byte[] key =
        Base64.getDecoder()
            .decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    if (key.length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "the secret of webhooks has at least %d bytes in base64".formatted(SHORTEST_KEY));
    }
    return key;
  }

  static String of(String secret, UUID id, Instant at, String body) {
    String signed = id + "." + at.getEpochSecond() + "." + body;
    byte[] signature = Hmac.sha256(key(secret), signed.getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(signature);
  }
}
