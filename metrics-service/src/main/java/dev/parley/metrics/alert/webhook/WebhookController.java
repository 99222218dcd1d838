package dev.parley.metrics.alert.webhook;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.AdminOnly;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where messages go is set by the environment; whether they do is for admins to say. */
@AdminOnly
@RestController
@RequestMapping("/api/v1/alerts/webhooks")
class WebhookController {

  private static final Logger audit = LoggerFactory.getLogger("dev.parley.audit");

  private final WebhookProperties properties;
  private final Deliveries deliveries;
  private final WebhookIds ids;
  private final Clock clock;

  WebhookController(
      WebhookProperties properties, Deliveries deliveries, WebhookIds ids, Clock clock) {
    this.properties = properties;
    this.deliveries = deliveries;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Of the address only the host: its path is often a secret.
   *
   * @param stoppedAt when it answered 410, or an admin stopped it
   */
  record Webhook(
      UUID id, String host, boolean enabled, @Nullable Instant stoppedAt, long waiting) {}

  record WebhookList(List<Webhook> items) {}

  record WebhookChanges(@NotNull(message = "is required") Boolean enabled) {}

  @GetMapping
  WebhookList list() {
    return new WebhookList(properties.urls().stream().map(this::seen).toList());
  }

  @PatchMapping("/{id}")
  Webhook change(
      @PathVariable("id") UUID id, @Valid @RequestBody WebhookChanges changes, Caller caller) {
    URI url =
        properties.urls().stream()
            .filter(it -> ids.of(it).equals(id))
            .findFirst()
            .orElseThrow(
                () -> ProblemException.notFound("webhook.not_found", "There is no such webhook."));
    if (changes.enabled()) {
      deliveries.start(url);
    } else {
      deliveries.stop(url, "an admin stopped it", clock.instant());
    }
    audit.info(
        "webhook {} by {}: {} ({})",
        changes.enabled() ? "started" : "stopped",
        caller.username(),
        url.getHost(),
        id);
    return seen(url);
  }

  private Webhook seen(URI url) {
    Instant stoppedAt = deliveries.stoppedAt(url).orElse(null);
    return new Webhook(
        ids.of(url), url.getHost(), stoppedAt == null, stoppedAt, deliveries.waiting(url));
  }
}
