package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Where the public keys come from, and what becomes of tokens while they do not come. */
class KeysIntegrationTests {

  private static final String FORGED =
      HostileTokens.all().getOrDefault("signed by an unknown key", "");

  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicInteger fetched = new AtomicInteger();
  private final TinyServer keys =
      new TinyServer(
          exchange -> {
            fetched.incrementAndGet();
            String set = new JWKSet(TestTokens.signingKey().toPublicJWK()).toString(true);
            TinyServer.answer(exchange, away.get() ? 503 : 200, set);
          });

  @AfterEach
  void close() {
    keys.close();
  }

  @Test
  void areFetchedOnceForManyTokens() {
    withDecoder(
        decoder -> {
          for (int i = 0; i < 50; i++) {
            decoder.decode(TestTokens.userToken("user" + i).value());
          }
          assertThat(fetched).hasValue(1);
        });
  }

  @Test
  void outliveTheirSource() {
    withDecoder(
        decoder -> {
          decoder.decode(TestTokens.userToken("ada").value());
          away.set(true);
          refuses(decoder, FORGED); // has the keys fetched anew, in vain

          assertThat(fetched.get()).isGreaterThan(1);
          assertThat(decoder.decode(TestTokens.userToken("ben").value()).getClaimAsString("name"))
              .isEqualTo("ben");
        });
  }

  /** Whoever brings a made-up key id must not be able to drive the source of keys. */
  @Test
  void areNotFetchedForEveryTokenOfAStranger() {
    withDecoder(
        decoder -> {
          decoder.decode(TestTokens.userToken("ada").value());
          for (int i = 0; i < 100; i++) {
            refuses(decoder, FORGED);
          }
          assertThat(fetched.get()).isLessThan(10);
        });
  }

  /** Not the token's fault: the client is told to come again, not to sign in again. */
  @Test
  void thatNeverCameBlameNoToken() {
    away.set(true);
    withDecoder(
        decoder -> {
          String token = TestTokens.userToken("ada").value();
          assertThatThrownBy(() -> decoder.decode(token))
              .isInstanceOf(JwtException.class)
              .isNotInstanceOf(BadJwtException.class);

          away.set(false);
          await()
              .ignoreException(JwtException.class)
              .untilAsserted(() -> assertThat(decoder.decode(token)).isNotNull());
        });
  }

  private static void refuses(JwtDecoder decoder, String token) {
    assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(BadJwtException.class);
  }

  private void withDecoder(Check check) {
    ContextConsumer<AssertableApplicationContext> consumer =
        context -> check.with(context.getBean(JwtDecoder.class));
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TokenAutoConfiguration.class))
        .withPropertyValues("parley.security.jwks-url=" + keys.url() + "/.well-known/jwks.json")
        .run(consumer);
  }

  @FunctionalInterface
  private interface Check {
    void with(JwtDecoder decoder);
  }
}
