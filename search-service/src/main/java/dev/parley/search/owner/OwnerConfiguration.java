package dev.parley.search.owner;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.event.EventMapper;
import dev.parley.platform.security.ClientCredentials;
import dev.parley.platform.security.ServiceAddress;
import dev.parley.platform.security.ServiceSecret;
import dev.parley.platform.security.ServiceToken;
import dev.parley.platform.security.TokenProperties;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OwnerSettings.class)
class OwnerConfiguration {

  private static final String CLIENT = "search-service";

  @Bean
  Owner owner(
      OwnerSettings settings,
      TokenProperties tokens,
      ObjectProvider<DiscoveryClient> discovery,
      ObjectMapper json,
      EventMapper events,
      Clock clock,
      @Value("${parley.secret}") String secret) {
    var credentials = new ClientCredentials(CLIENT, ServiceSecret.of(secret, CLIENT), "retell");
    var issuer = new ServiceAddress(tokens.tokenUrl(), discovery);
    var token = new ServiceToken(issuer, credentials, json, clock);
    return new Owner(settings, discovery, token, events);
  }
}
