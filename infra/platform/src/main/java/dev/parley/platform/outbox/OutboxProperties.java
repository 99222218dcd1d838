package dev.parley.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How an outbox is emptied; the defaults are measured, see docs/decisions/0004-outbox-relay.md. */
@ConfigurationProperties("parley.outbox")
public record OutboxProperties(@DefaultValue("true") boolean enabled, @DefaultValue Relay relay) {

  /**
   * @param enabled false: this instance only appends, others send
   * @param pollEvery how long rows wait at most when a wake-up is lost, and a shard whose owner
   *     died
   * @param batchRows rows read at once; twice as many may be on their way to Kafka
   * @param batchBytes payload read at once, give or take one event
   * @param stopWithin how long a stop may take to send what is left
   */
  public record Relay(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("1s") Duration pollEvery,
      @DefaultValue("2000") int batchRows,
      @DefaultValue("4MB") DataSize batchBytes,
      @DefaultValue("10s") Duration stopWithin) {}
}
