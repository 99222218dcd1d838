package dev.parley.metrics.scrape;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Every instance of this service reads for itself, so no two need agree on who does. */
final class BackgroundScrape {

  private static final Logger log = LoggerFactory.getLogger(BackgroundScrape.class);

  private final Scraper scraper;

  BackgroundScrape(Scraper scraper) {
    this.scraper = scraper;
  }

  @Scheduled(fixedRateString = "${parley.scrape.interval:5s}")
  void scrape() {
    try {
      scraper.scrapeUnlessRunning();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("A round failed; the next one comes in time", e);
    }
  }
}
