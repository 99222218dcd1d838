package dev.parley.metrics.scrape;

import dev.parley.metrics.opstoken.OpsToken;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScrapeConfiguration {

  @Bean
  Scraper scraper(ScrapeProperties properties, Addresses addresses, OpsToken token, Clock clock) {
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
