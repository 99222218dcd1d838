package dev.parley.metrics.scrape;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.security.ClientCredentials;
import dev.parley.platform.security.ServiceAddress;
import dev.parley.platform.security.ServiceToken;
import dev.parley.platform.security.TokenProperties;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScrapeConfiguration {

  /** By which this service proves to others that it may read their figures. */
  @Bean
  ServiceToken serviceToken(
      TokenProperties tokens,
      ObjectProvider<DiscoveryClient> discovery,
      ObjectMapper json,
      Clock clock,
      @Value("${parley.ops-secret}") String secret) {
    var credentials = new ClientCredentials("metrics-service", secret, "ops");
    return new ServiceToken(
        new ServiceAddress(tokens.tokenUrl(), discovery), credentials, json, clock);
  }

  @Bean
  Scraper scraper(
      ScrapeProperties properties, Addresses addresses, ServiceToken token, Clock clock) {
    return new Scraper(
        properties,
        new Targets(properties, addresses),
        new Fetcher(properties, token, clock),
        clock);
  }

  @Bean
  BackgroundScrape backgroundScrape(Scraper scraper) {
    return new BackgroundScrape(scraper);
  }
}
