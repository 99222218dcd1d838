package dev.parley.metrics.opstoken;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpsTokenConfiguration {

  @Bean
  OpsToken opsToken(
      OpsTokenProperties properties, DiscoveryClient discovery, ObjectMapper json, Clock clock) {
    return new OpsToken(new TokenIssuer(properties, discovery, json, clock), clock);
  }
}
