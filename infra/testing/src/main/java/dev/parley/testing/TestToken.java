package dev.parley.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token in the making; each method gives another one. As it comes it is good for ten minutes;
 * {@code expired()}, {@code forOtherAudience()} and the like spoil one thing each.
 */
public record TestToken(
    Map<String, Object> claims, @Nullable String type, JWSAlgorithm algorithm, RSAKey key) {
  private static final Duration LIFE = Duration.ofMinutes(10);

  public TestToken {
    claims = Map.copyOf(claims);
  }

  static TestToken of(String subject) {
    Instant now = Instant.now();
    Map<String, Object> claims =
        Map.of(
            "sub", subject,
            "iss", "parley",
            "aud", "parley",
            "sid", UUID.randomUUID().toString(),
            "jti", UUID.randomUUID().toString(),
            "iat", Date.from(now),
            "exp", Date.from(now.plus(LIFE)));
    return new TestToken(claims, "at+jwt", JWSAlgorithm.RS256, TestTokens.KEY);
  }

  public TestToken as(UUID userId) {
    return claim("sub", userId.toString());
  }

  public TestToken admin() {
    return claim("role", "admin");
  }

  public TestToken inSession(UUID session) {
    return claim("sid", session.toString());
  }

  /** Space-separated. */
  public TestToken withScope(String scope) {
    return claim("scope", scope);
  }

  /** Good for this long from now, at least a second. */
  public TestToken expiringIn(Duration life) {
    return claim("exp", Date.from(Instant.now().plus(life)));
  }

  /** An hour ago, beyond any tolerated difference of clocks. */
  public TestToken expired() {
    return expiringIn(Duration.ofHours(-1));
  }

  public TestToken forOtherAudience() {
    return claim("aud", "another-product");
  }

  public TestToken fromOtherIssuer() {
    return claim("iss", "https://issuer.invalid");
  }

  /** Signed by a key nobody published, under the name of the one that is. */
  public TestToken signedByAStranger() {
    return signedWith(TestTokens.stranger("parley-test"));
  }

  public TestToken asRefreshToken() {
    return ofType("rt+jwt");
  }

  public TestToken signedWith(RSAKey signer) {
    return new TestToken(claims, type, algorithm, signer);
  }

  TestToken ofType(@Nullable String other) {
    return new TestToken(claims, other, algorithm, key);
  }

  TestToken by(JWSAlgorithm other) {
    return new TestToken(claims, type, other, key);
  }

  public TestToken claim(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(name, value);
    return new TestToken(changed, type, algorithm, key);
  }

  public TestToken without(String name) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(name);
    return new TestToken(changed, type, algorithm, key);
  }

  public UUID userId() {
    return UUID.fromString(String.valueOf(claims.get("sub")));
  }

  public UUID session() {
    return UUID.fromString(String.valueOf(claims.get("sid")));
  }

  /** The compact form, as it goes over the wire. */
  public String value() {
    JWSHeader.Builder header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    if (type != null) {
      header.type(new JOSEObjectType(type));
    }
    SignedJWT jwt = new SignedJWT(header.build(), claimsSet());
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  /** The value of the {@code Authorization} header. */
  public String bearer() {
    return "Bearer " + value();
  }

  JWTClaimsSet claimsSet() {
    JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
    claims.forEach(set::claim);
    return set.build();
  }
}
