package dev.parley.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Hmac;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where content is fetched: here, with a token; or, where a CDN is set, there, at an address that
 * opens this one file for a while without a token. Everybody gets the same address within one
 * period, so that the CDN need not fetch the file anew for each of them.
 */
@Component
final class ContentUrls {

  private final byte[] key;
  private final @Nullable URI cdn;
  private final Duration period;
  private final Clock clock;

  ContentUrls(FileProperties properties, @Value("${parley.secret}") String secret, Clock clock) {
    this.key = Hmac.sha256(secret, "file-content");
    this.cdn = properties.cdn().url();
    this.period = properties.cdn().urlsValidFor();
    this.clock = clock;
  }

  static String path(UUID id) {
    return "/api/v1/files/" + id + "/content";
  }

  String of(UUID id) {
    if (cdn == null) {
      return path(id);
    }
    long seconds = period.toSeconds();
    long expires = (clock.instant().getEpochSecond() / seconds + 2) * seconds;
    return cdn.toString().replaceFirst("/+$", "")
        + path(id)
        + "?expires="
        + expires
        + "&signature="
        + signature(id, expires);
  }

  /** How long a signed address still opens the file. */
  Duration requireValid(UUID id, long expires, String signature) {
    long left = expires - clock.instant().getEpochSecond();
    boolean ours =
        MessageDigest.isEqual(signature(id, expires).getBytes(UTF_8), signature.getBytes(UTF_8));
    if (!ours || left < 0) {
      throw ProblemException.forbidden(
          "file.signature_invalid",
          "This address has expired, or is not one of ours. Ask for the file's address anew.");
    }
    return Duration.ofSeconds(left);
  }

  private String signature(UUID id, long expires) {
    byte[] signed = (id + ":" + expires).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.sha256(key, signed));
  }
}
