package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

@ParleyTest(
    postgres = "annotated",
    redis = true,
    kafka = true,
    traces = true,
    webEnvironment = WebEnvironment.NONE,
    properties = "PARLEY_OPS_SECRET=the-tests-own")
class ParleyTestIntegrationTests {
  @Autowired private Environment settings;

  @Test
  void pointsTheServiceAtTheServersOfTheTest() {
    assertThat(settings.getProperty("POSTGRES_URL")).isEqualTo(TestServers.postgres().jdbcUrl());
    assertThat(settings.getProperty("POSTGRES_USER")).isEqualTo("annotated");
    assertThat(settings.getProperty("REDIS_URL")).isEqualTo(TestServers.redis().url());
    assertThat(settings.getProperty("KAFKA_BOOTSTRAP_SERVERS"))
        .isEqualTo(TestServers.kafka().bootstrapServers());
    assertThat(settings.getProperty("management.otlp.tracing.endpoint"))
        .isEqualTo(OtlpReceiver.shared().tracesUrl());
  }

  @Test
  void givesWhatEveryServiceRequires() {
    assertThat(settings.getProperty("PARLEY_SECRET")).hasSizeGreaterThanOrEqualTo(32);
    assertThat(settings.getProperty("PARLEY_JWKS_URL")).isEqualTo(TestTokens.jwksUrl().toString());
    assertThat(settings.getProperty("eureka.client.enabled", Boolean.class)).isFalse();
  }

  @Test
  void whatATestSaysItselfWins() {
    assertThat(settings.getProperty("PARLEY_OPS_SECRET")).isEqualTo("the-tests-own");
  }

  @SpringBootConfiguration
  static class Nothing {}
}
