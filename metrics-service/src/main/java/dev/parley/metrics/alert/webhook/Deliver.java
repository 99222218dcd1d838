package dev.parley.metrics.alert.webhook;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due. All instances do; a claim keeps each message to one of them. */
@Component
class Deliver implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Deliver.class);
  private static final Duration KEPT = Duration.ofDays(7);

  private final List<URI> urls;
  private final Deliveries deliveries;
  private final Sender sender;
  private final Backoff backoff;
  private final Clock clock;
  private final Set<URI> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService addresses = Executors.newVirtualThreadPerTaskExecutor();

  Deliver(WebhookProperties properties, Deliveries deliveries, Clock clock) {
    this.urls = properties.urls();
    this.deliveries = deliveries;
    this.sender = new Sender(properties);
    this.backoff = new Backoff(properties.firstPause(), new SecureRandom());
    this.clock = clock;
  }

  /** Each address for itself: one that does not answer holds up nobody else. */
  @Scheduled(fixedDelayString = "${parley.alerts.webhooks.every:2s}")
  void deliverToAll() {
    for (URI url : urls) {
      if (busy.add(url)) {
        addresses.execute(
            () -> {
              try {
                deliver(url);
              } finally {
                busy.remove(url);
              }
            });
      }
    }
  }

  boolean isBusyWith(URI url) {
    return busy.contains(url);
  }

  void deliver(URI url) {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Delivery> due = deliveries.claim(url, clock.instant());
      for (Delivery delivery : due) {
        var _ = each.submit(() -> attempt(delivery));
      }
    } catch (DataAccessException e) {
      log.debug("What is due is not known: {}", e.getMessage());
    }
  }

  @Scheduled(fixedDelayString = "1h", initialDelayString = "10m")
  void forgetOld() {
    try {
      deliveries.forgetBefore(clock.instant().minus(KEPT));
    } catch (DataAccessException e) {
      log.debug("Nothing forgotten: {}", e.getMessage());
    }
  }

  private void attempt(Delivery delivery) {
    try {
      switch (sender.send(delivery, clock.instant())) {
        case Answered.Taken() -> deliveries.delivered(delivery);
        case Answered.Gone() -> {
          log.warn("{} wants no more alerts (410)", delivery.url().getHost());
          deliveries.givenUp(delivery, "it answered 410");
          deliveries.stop(delivery.url(), "it answered 410", clock.instant());
        }
        case Answered.Failed(String why) -> again(delivery, why);
      }
    } catch (RuntimeException e) {
      // its claim runs out, and it is tried again
      log.warn("An attempt to deliver an alert failed: {}", e.toString());
    }
  }

  private void again(Delivery delivery, String why) {
    var pause = backoff.after(delivery.attempts() + 1);
    if (pause.isPresent()) {
      deliveries.failed(delivery, why, clock.instant().plus(pause.get()));
    } else {
      log.warn("An alert could not be delivered to {}: {}", delivery.url().getHost(), why);
      deliveries.givenUp(delivery, why);
    }
  }

  @Override
  public void destroy() throws IOException {
    addresses.shutdownNow();
    sender.close();
  }
}
