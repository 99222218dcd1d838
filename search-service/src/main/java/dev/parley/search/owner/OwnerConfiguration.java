package dev.parley.search.owner;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.event.EventMapper;
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

  @Bean
  Owner owner(
      OwnerSettings settings,
      TokenProperties tokens,
      ObjectProvider<DiscoveryClient> discovery,
      ObjectMapper json,
      EventMapper events,
      Clock clock,
      @Value("${parley.secret}") String secret) {
    var token =
        new ServiceToken(tokens, discovery, json, clock, "search-service", secret, "retell");
    return new Owner(settings, discovery, token, events);
  }
}
