package dev.parley.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** By which a service calls another one on its own behalf. It is asked for when it is needed. */
public final class ServiceToken {

  /** Half of how long one lives. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final TokenEndpoint issuer;
  private final Map<String, String> form;
  private final Clock clock;
  private @Nullable String token;
  private Instant until = Instant.MIN;

  /**
   * @param secret the installation's, which the issuer has as well
   */
  public ServiceToken(
      TokenProperties properties,
      ObjectProvider<DiscoveryClient> discovery,
      ObjectMapper mapper,
      Clock clock,
      String client,
      String secret,
      String scope) {
    this.issuer = new TokenEndpoint(new ServiceAddress(properties.tokenUrl(), discovery), mapper);
    this.form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            client,
            "client_secret",
            ServiceSecret.of(secret, client),
            "scope",
            scope);
    this.clock = clock;
  }

  /**
   * @throws IOException where none is to be had just now
   */
  public synchronized String current() throws IOException, InterruptedException {
    Instant now = clock.instant();
    String known = token;
    if (known != null && now.isBefore(until)) {
      return known;
    }
    try {
      String fresh = issuer.accessToken(form);
      token = fresh;
      until = now.plus(KEPT);
      return fresh;
    } catch (BadJwtException e) {
      throw new IOException("the issuer does not know this service", e);
    }
  }

  /** The next call asks for another one. */
  public synchronized void refused() {
    token = null;
  }
}
