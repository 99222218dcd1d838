package dev.parley.metrics.alert.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where messages go.
 *
 * @param secret by which the receiver knows that they are ours: {@code whsec_} and base64
 * @param allowPrivate whether addresses of this machine and of private networks may be sent to
 * @param timeout of an attempt, to its end
 * @param firstPause before the second attempt; the others follow from it
 */
@ConfigurationProperties("parley.alerts.webhooks")
record WebhookProperties(
    @DefaultValue List<URI> urls,
    @DefaultValue("") String secret,
    @DefaultValue("false") boolean allowPrivate,
    @DefaultValue("5s") Duration timeout,
    @DefaultValue("5s") Duration firstPause) {

  WebhookProperties {
    for (URI url : urls) {
      boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (!http || url.getHost() == null || url.getUserInfo() != null) {
        // not the address itself: what is wrong with it may be the secret in it
        throw new IllegalArgumentException(
            ("address %d of ALERT_WEBHOOK_URLS is none: it takes http:// or https://, a host, and"
                    + " no user")
                .formatted(urls.indexOf(url) + 1));
      }
    }
    if (!urls.isEmpty()) {
      // said at the start, not when the first alert is to be sent
      Signature.key(secret);
    }
  }
}
