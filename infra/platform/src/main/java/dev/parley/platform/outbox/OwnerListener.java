package dev.parley.platform.outbox;

import dev.parley.platform.postgres.NotificationListener;
import java.time.Duration;
import java.util.List;

/**
 * Hears the wake-ups that other instances send: the relay must be woken by its own writers at the
 * same time, so it cannot listen itself.
 */
final class OwnerListener {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private OwnerListener() {}

  static NotificationListener of(RelayConnections connections, WakeUps wakeUps) {
    return new NotificationListener(
        "outbox-listener",
        "outbox",
        SILENCE,
        () -> connections.open(RelayConnections.Purpose.LISTEN),
        (payloads, _) -> wakeUps.wake(shards(payloads)));
  }

  private static int shards(List<String> payloads) {
    return payloads.stream().mapToInt(Integer::parseInt).reduce(0, (all, more) -> all | more)
        & Shards.ALL;
  }
}
