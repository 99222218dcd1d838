package dev.parley.realtime.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param topic where metrics-service tells of alerts
 * @param retryEvery how long to wait where it is not there, or Kafka is away
 */
@ConfigurationProperties("parley.realtime.alerts")
record AlertProperties(
    @DefaultValue("ops.alerts") String topic, @DefaultValue("10s") Duration retryEvery) {}
