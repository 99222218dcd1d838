package dev.parley.platform.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells an unknown key from keys that cannot be had. A token that names an unknown key has them
 * fetched again, at most once a second; those in between are refused, and not told to come back
 * later as if this service were unwell.
 */
final class KnownKeys implements JWKSource<SecurityContext> {

  private final JWKSource<SecurityContext> source;
  private volatile boolean fetched;

  KnownKeys(JWKSource<SecurityContext> source) {
    this.source = source;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      List<JWK> keys = source.get(selector, context);
      fetched = true;
      return keys;
    } catch (RateLimitReachedException e) {
      if (fetched) {
        return List.of();
      }
      throw e;
    }
  }
}
