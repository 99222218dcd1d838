package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Against a strict verifier that reads the keys over HTTP: good tokens pass, hostile ones do not.
 */
class TestTokensTests {
  private final DefaultJWTProcessor<SecurityContext> verifier = verifier();

  @Test
  void aUserTokenIsGood() throws Exception {
    UUID session = UUID.randomUUID();
    TestToken token = TestTokens.userToken("ada").inSession(session);
    JWTClaimsSet claims = verifier.process(token.value(), null);
    assertThat(claims.getSubject()).isEqualTo(TestTokens.userId("ada").toString());
    assertThat(claims.getStringClaim("name")).isEqualTo("ada");
    assertThat(claims.getStringClaim("role")).isEqualTo("user");
    assertThat(claims.getStringClaim("sid")).isEqualTo(session.toString());
  }

  @Test
  void aServiceTokenIsGood() throws Exception {
    JWTClaimsSet claims =
        verifier.process(TestTokens.serviceToken("metrics-service").value(), null);
    assertThat(claims.getStringClaim("scope")).isEqualTo("ops");
  }

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void aHostileTokenIsRefused(String token) {
    assertThatThrownBy(() -> verifier.process(token, null))
        .isInstanceOfAny(
            com.nimbusds.jose.proc.BadJOSEException.class, java.text.ParseException.class);
  }

  private static DefaultJWTProcessor<SecurityContext> verifier() {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    try {
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.RS256,
              JWKSourceBuilder.create(
                      TestTokens.jwksUrl().toURL(), new DefaultResourceRetriever(20_000, 20_000))
                  .build()));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            "parley",
            new JWTClaimsSet.Builder().issuer("parley").build(),
            Set.of("sub", "exp", "aud")));
    return processor;
  }
}
