package dev.parley.chat.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.platform.security.TokenProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs short-lived access tokens. */
public final class AccessTokens {

  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private final RSAKey key;
  private final RSASSASigner signer;
  private final TokenProperties properties;
  private final Clock clock;

  AccessTokens(RSAKey key, TokenProperties properties, Clock clock) throws JOSEException {
    this.key = key;
    this.signer = new RSASSASigner(key);
    this.properties = properties;
    this.clock = clock;
  }

  public String forUser(UUID userId, String username, String role, UUID sessionId) {
    return signed(
        claims(userId.toString())
            .claim("name", username)
            .claim("role", role)
            .claim("sid", sessionId.toString()));
  }

  /**
   * What a personal API token is exchanged for: it can do no more than the scope says, and does not
   * outlive the API token.
   *
   * @param now when it was looked up, not later: a revocation that comes next is remembered for as
   *     long as a token of that moment lives
   */
  public String forApiToken(
      UUID userId,
      String username,
      String role,
      UUID tokenId,
      String scope,
      Instant now,
      Instant expiresAt) {
    return signed(
        claims(userId.toString(), now, expiresAt)
            .claim("name", username)
            .claim("role", role)
            .claim("sid", tokenId.toString())
            .claim("scope", scope));
  }

  public String forService(String clientId, String scope) {
    return signed(claims(clientId).claim("scope", scope));
  }

  private JWTClaimsSet.Builder claims(String subject) {
    Instant now = clock.instant();
    return claims(subject, now, now.plus(LIFE));
  }

  private JWTClaimsSet.Builder claims(String subject, Instant now, Instant expiresAt) {
    return new JWTClaimsSet.Builder()
        .issuer(properties.issuer())
        .audience(properties.audience())
        .subject(subject)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(expiresAt));
  }

  private String signed(JWTClaimsSet.Builder claims) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims.build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("an RSA key signs RS256", e);
    }
    return token.serialize();
  }
}
