package dev.parley.metrics.overview;

import dev.parley.metrics.scrape.Scraper;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.AdminOnly;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@AdminOnly
@RestController
class OverviewController {

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Scraper scraper;
  private final DescribeFleet describe;

  OverviewController(Scraper scraper, DescribeFleet describe) {
    this.scraper = scraper;
    this.describe = describe;
  }

  @GetMapping("/api/v1/performance/metrics")
  ResponseEntity<Overview> overview(@RequestParam(defaultValue = "1m") String window)
      throws InterruptedException {
    Duration span = span(window);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(describe.overview(scraper.fleet(), span));
  }

  private static Duration span(String window) {
    try {
      Duration span = DurationStyle.SIMPLE.parse(window);
      if (span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0) {
        return span;
      }
    } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException _) {
      // answered below, like a span that is out of bounds
    }
    throw ProblemException.badRequest(
        "window.invalid",
        "The window is a time from 10s to 5m, such as 30s or 1m.",
        new FieldError("window", "from 10s to 5m"));
  }
}
