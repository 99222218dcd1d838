package dev.parley.chat.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.parley.platform.security.TokenProperties;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The key, what it signs, and how this service itself verifies it without asking anybody. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

  @Bean
  RSAKey signingKey(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      @Value("${parley.secret}") String secret) {
    return new SigningKeys(
            jdbc, new TransactionTemplate(transactions), new SecretBox(secret, "signing-key"))
        .current();
  }

  @Bean
  AccessTokens accessTokens(RSAKey key, TokenProperties properties, Clock clock)
      throws JOSEException {
    return new AccessTokens(key, properties, clock);
  }

  @Bean
  JWKSource<SecurityContext> accessTokenKeys(RSAKey key) {
    return new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()));
  }
}
