package dev.parley.gateway.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When requests are refused because their service has enough to do.
 *
 * @param kinds of requests, and the share of a service's limit that each may fill: the smallest is
 *     refused first
 * @param routes whose requests are all of one kind; of others GET is a {@code read}, the rest a
 *     {@code write}
 * @param unmeasured routes that take as long as their clients do
 * @param least requests that may always be under way at a service, and with which it begins
 * @param patience how much longer than at quiet times answers may take on average
 * @param window over which that average is taken
 * @param retryAfter what who is refused is told
 */
@ConfigurationProperties("parley.gateway.load")
record LoadSettings(
    @DefaultValue("true") boolean shedding,
    Map<String, Double> kinds,
    @DefaultValue Map<String, String> routes,
    @DefaultValue Set<String> unmeasured,
    @DefaultValue("32") int least,
    @DefaultValue("200") int begin,
    @DefaultValue("1000") int most,
    @DefaultValue("100ms") Duration patience,
    @DefaultValue("200ms") Duration window,
    @DefaultValue("1s") Duration retryAfter) {

  static final String READ = "read";
  static final String WRITE = "write";

  double share(String kind) {
    Double share = kinds.get(kind);
    if (share == null) {
      throw new IllegalArgumentException("parley.gateway.load.kinds does not name '" + kind + "'");
    }
    return share;
  }
}
