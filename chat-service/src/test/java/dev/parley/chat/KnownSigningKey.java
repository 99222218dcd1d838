package dev.parley.chat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.parley.testing.TestTokens;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Lets the service sign with the key that the tests know: a forged token is then refused for what
 * is wrong with it, not because its key is unknown.
 */
@TestConfiguration(proxyBeanMethods = false)
class KnownSigningKey {

  @Bean
  @Primary
  RSAKey testSigningKey() {
    return TestTokens.signingKey();
  }
}
