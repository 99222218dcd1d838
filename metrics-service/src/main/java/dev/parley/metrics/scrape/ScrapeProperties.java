package dev.parley.metrics.scrape;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Whom to read, how often, and how long to wait for each. */
@ConfigurationProperties("parley.scrape")
record ScrapeProperties(
    List<String> services,
    @DefaultValue("5s") Duration interval,
    @DefaultValue("500ms") Duration connectTimeout,
    @DefaultValue("1s") Duration readTimeout,
    @DefaultValue("16MB") org.springframework.util.unit.DataSize largestAnswer,
    Discovery discovery) {

  /** The registry registers itself nowhere: it is read at its own address, with its own login. */
  record Discovery(@DefaultValue List<URI> urls, String user, String password) {}
}
