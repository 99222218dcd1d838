package dev.parley.metrics.opstoken;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;

/** Tokens for tests of those who use one. */
public final class OpsTokens {

  private OpsTokens() {}

  /** Of an installation where nobody issues any. */
  public static OpsToken none(Clock clock) {
    var properties =
        new OpsTokenProperties(
            "chat-service",
            "metrics-service",
            "secret",
            Duration.ofMillis(500),
            Duration.ofSeconds(1));
    var nobody = new SimpleDiscoveryClient(new SimpleDiscoveryProperties());
    return new OpsToken(new TokenIssuer(properties, nobody, new ObjectMapper(), clock), clock);
  }
}
