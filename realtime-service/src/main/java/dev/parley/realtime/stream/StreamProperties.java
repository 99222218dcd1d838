package dev.parley.realtime.stream;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param events the topic whose positions make the cursor
 * @param accounts where revoked sessions are told
 * @param remember how far back an instance that starts reads again, to know it when asked
 * @param retryEvery how long to wait before Kafka or the database is asked again
 */
@ConfigurationProperties("parley.realtime.stream")
record StreamProperties(
    @DefaultValue("chat.events") String events,
    @DefaultValue("chat.accounts") String accounts,
    @DefaultValue("2m") Duration remember,
    @DefaultValue("1s") Duration retryEvery,
    @DefaultValue("1s") Duration saveProgressEvery) {

  List<String> topics() {
    return List.of(events, accounts);
  }
}
