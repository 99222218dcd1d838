package dev.parley.realtime.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param batchSize so many events go out in one frame at most
 * @param batchWindow how long a busy loop may gather; an event that comes alone never waits
 * @param ringSize memory for the latest events, from which those are told who were away
 */
@ConfigurationProperties("parley.realtime.delivery")
public record DeliveryProperties(
    @DefaultValue("10") int batchSize,
    @DefaultValue("10ms") Duration batchWindow,
    @DefaultValue("32MB") DataSize ringSize) {

  public DeliveryProperties {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch-size is at least 1");
    }
  }
}
