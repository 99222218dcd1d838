package dev.parley.metrics.alert;

import dev.parley.metrics.alert.webhook.Webhooks;
import dev.parley.platform.event.EventFactory;
import dev.parley.platform.outbox.Outbox;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells of an alert, in the transaction that changes it; whoever calls holds its rule's lock. */
@Component
class Announce {

  private static final Logger log = LoggerFactory.getLogger("dev.parley.alerts");
  private static final String TOPIC = "ops.alerts";

  private final Outbox outbox;
  private final EventFactory events;
  private final Webhooks webhooks;

  Announce(Outbox outbox, EventFactory events, Webhooks webhooks) {
    this.outbox = outbox;
    this.events = events;
    this.webhooks = webhooks;
  }

  void tell(Alert alert, boolean byItsRule, Instant now) {
    AlertNews news = AlertNews.of(alert, byItsRule, now);
    log.warn(
        "{}: {} ({} of {} is {}, limit {})",
        news.type(),
        alert.rule(),
        alert.metric().stored(),
        alert.service(),
        alert.value(),
        alert.threshold());
    outbox.append(
        TOPIC,
        events.create(
            news.type() + ".v1", news.ruleId().toString(), news.alertId().toString(), news));
    webhooks.send(news.type(), news, now);
  }
}
