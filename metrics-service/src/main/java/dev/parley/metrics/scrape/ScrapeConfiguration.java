package dev.parley.metrics.scrape;

import dev.parley.metrics.opstoken.OpsToken;
import java.time.Clock;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScrapeConfiguration {

  @Bean
  Scraper scraper(
      ScrapeProperties properties, DiscoveryClient discovery, OpsToken token, Clock clock) {
    return new Scraper(
        properties,
        new Targets(properties, discovery),
        new Fetcher(properties, token, clock),
        clock);
  }

  @Bean
  BackgroundScrape backgroundScrape(Scraper scraper) {
    return new BackgroundScrape(scraper);
  }
}
