package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;

/**
 * Every token that no door may open for, by name:
 * {@code @ParameterizedTest @ArgumentsSource(HostileTokens.class) void refuses(String token)}. All
 * claim to be an admin with scope {@code ops}, so that refusing them for lack of rights shows as
 * 403.
 */
public final class HostileTokens implements ArgumentsProvider {
  private static final TestToken GOOD = TestTokens.userToken("mallory").admin().withScope("ops");

  /** Tokens by what is wrong with them. */
  public static Map<String, String> all() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("no token at all, only words", "let-me-in");
    tokens.put("three empty parts", "..");
    tokens.put("expired", GOOD.expired().value());
    tokens.put("without an expiry", GOOD.without("exp").value());
    tokens.put("not valid yet", GOOD.claim("nbf", inAnHour()).value());
    tokens.put("for another audience", GOOD.forOtherAudience().value());
    tokens.put("for no audience", GOOD.without("aud").value());
    tokens.put("from another issuer", GOOD.fromOtherIssuer().value());
    tokens.put("from no issuer", GOOD.without("iss").value());
    tokens.put("about nobody", GOOD.without("sub").value());
    tokens.put("a refresh token", GOOD.asRefreshToken().value());
    tokens.put("an ordinary JWT", GOOD.ofType("JWT").value());
    tokens.put("without a type", GOOD.ofType(null).value());
    tokens.put("signed by a stranger", GOOD.signedByAStranger().value());
    tokens.put(
        "signed by an unknown key",
        GOOD.signedWith(TestTokens.stranger("never-published")).value());
    tokens.put("bringing the stranger's key along", withEmbeddedKey());
    tokens.put("signed with RS512", GOOD.by(JWSAlgorithm.RS512).value());
    tokens.put("signed with PS256", GOOD.by(JWSAlgorithm.PS256).value());
    tokens.put("signed with the public key as a password", withPublicKeyAsPassword());
    tokens.put("algorithm none", withAlgorithmNone());
    tokens.put("signature cut off", cutOff(GOOD.value()));
    tokens.put("claims changed after signing", tampered());
    return tokens;
  }

  @Override
  public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
    return all().entrySet().stream()
        .map(token -> Arguments.of(Named.of(token.getKey(), token.getValue())));
  }

  private static Date inAnHour() {
    return Date.from(Instant.now().plus(Duration.ofHours(1)));
  }

  private static String withEmbeddedKey() {
    return sign(
        header(JWSAlgorithm.RS256).jwk(TestTokens.stranger("parley-test").toPublicJWK()).build(),
        () -> new RSASSASigner(TestTokens.stranger("parley-test")));
  }

  /** The oldest trick: a verifier that lets the token choose would take RS256's key for HS256's. */
  private static String withPublicKeyAsPassword() {
    return sign(
        header(JWSAlgorithm.HS256).build(),
        () -> new MACSigner(TestTokens.KEY.toRSAPublicKey().getEncoded()));
  }

  private static String withAlgorithmNone() {
    String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\"}";
    return Base64URL.encode(header.getBytes(UTF_8))
        + "."
        + Base64URL.encode(GOOD.claimsSet().toString().getBytes(UTF_8))
        + ".";
  }

  private static String cutOff(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static String tampered() {
    String[] modest = TestTokens.userToken("mallory").value().split("\\.", -1);
    return modest[0] + "." + GOOD.value().split("\\.", -1)[1] + "." + modest[2];
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(TestTokens.KEY.getKeyID());
  }

  private static String sign(JWSHeader header, SignerSource source) {
    SignedJWT jwt = new SignedJWT(header, GOOD.claimsSet());
    try {
      jwt.sign(source.get());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private interface SignerSource {
    com.nimbusds.jose.JWSSigner get() throws JOSEException;
  }
}
