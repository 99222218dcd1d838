package dev.parley.bench.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs tokens as chat-service does. */
public record Keys(RSAKey key) {

  public static Keys generate() throws JOSEException {
    return new Keys(new RSAKeyGenerator(2048).keyID("bench").generate());
  }

  public String published() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  public static UUID userId(int person) {
    return new UUID(0x7000L, 0x8000L << 48 | person);
  }

  /** Without the type of an access token, which a stock resource server does not know. */
  public String tokenOf(int person, JOSEObjectType type) throws JOSEException {
    return token(person, "user", type);
  }

  public String adminToken(JOSEObjectType type) throws JOSEException {
    return token(0, "admin", type);
  }

  private String token(int person, String role, JOSEObjectType type) throws JOSEException {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("bench").type(type).build(),
            new JWTClaimsSet.Builder()
                .subject(userId(person).toString())
                .issuer("parley")
                .audience("parley")
                .claim("name", "person" + person)
                .claim("role", role)
                .claim("sid", new UUID(0x7001L, 0x8000L << 48 | person).toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(7200)))
                .build());
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }
}
