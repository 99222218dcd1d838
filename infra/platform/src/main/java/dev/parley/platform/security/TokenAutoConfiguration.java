package dev.parley.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.parley.platform.trace.Spans;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * How every service verifies access tokens for itself: RS256 only, type {@code at+jwt}, this
 * installation's issuer and audience, not expired.
 */
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration")
@ConditionalOnProperty(name = "parley.security.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TokenProperties.class)
public class TokenAutoConfiguration {

  private static final Duration KEYS_LIVE = Duration.ofMinutes(5);
  private static final Duration KEYS_REFRESH_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration KEYS_OUTAGE = Duration.ofHours(24);
  private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(1);
  private static final Duration EXCHANGE_REMEMBERED = Duration.ofSeconds(60);

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Keys outlive an outage of their source by a day: signed-in people stay signed in. */
  @Bean
  @ConditionalOnMissingBean
  JWKSource<SecurityContext> accessTokenKeys(
      TokenProperties properties, ObjectProvider<DiscoveryClient> discovery)
      throws MalformedURLException {
    URL unused = URI.create("http://keys.invalid").toURL();
    return new KnownKeys(
        JWKSourceBuilder.<SecurityContext>create(
                unused, new KeyRetriever(new ServiceAddress(properties.jwksUrl(), discovery)))
            .cache(KEYS_LIVE.toMillis(), KEYS_REFRESH_TIMEOUT.toMillis())
            .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
            .outageTolerant(KEYS_OUTAGE.toMillis())
            .build());
  }

  /** The issuer has one of its own. */
  @Bean
  @ConditionalOnMissingBean
  TokenExchange tokenExchange(
      TokenProperties properties,
      ObjectProvider<DiscoveryClient> discovery,
      ObjectProvider<ObjectMapper> mapper,
      ObjectProvider<Spans> spans) {
    return new RememberingTokenExchange(
        new RemoteTokenExchange(
            new TokenEndpoint(
                new ServiceAddress(properties.tokenUrl(), discovery),
                mapper.getIfAvailable(ObjectMapper::new),
                spans.getIfAvailable(() -> Spans.NONE))),
        EXCHANGE_REMEMBERED,
        Ticker.systemTicker());
  }

  @Bean
  @ConditionalOnMissingBean
  JwtDecoder accessTokenDecoder(
      TokenProperties properties,
      JWKSource<SecurityContext> keys,
      TokenExchange exchange,
      Clock clock) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(properties, clock));
    return new ExchangingJwtDecoder(new RememberingJwtDecoder(decoder, clock), exchange);
  }

  private static OAuth2TokenValidator<Jwt> validator(TokenProperties properties, Clock clock) {
    var timestamps = new JwtTimestampValidator(properties.clockSkew());
    timestamps.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        timestamps,
        new JwtIssuerValidator(properties.issuer()),
        new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null),
        new JwtClaimValidator<Object>(JwtClaimNames.SUB, subject -> subject != null),
        new JwtClaimValidator<java.util.List<String>>(
            JwtClaimNames.AUD,
            audience -> audience != null && audience.contains(properties.audience())));
  }
}
