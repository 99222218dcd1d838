package dev.parley.platform.kafka;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.kafka.config.TopicBuilder;

/** Topics that a service declares at its start; which ones is the service's to say. */
@ConfigurationProperties("parley.kafka")
record TopicsProperties(@DefaultValue List<Topic> topics) {

  /**
   * @param replicas −1: what the broker is set to
   * @param retention must stay below {@code parley.inbox.keep}
   * @param deadLetters whether {@code <name>.dlt} is wanted as well
   */
  record Topic(
      String name,
      @DefaultValue("12") int partitions,
      @DefaultValue("-1") int replicas,
      @DefaultValue("7d") Duration retention,
      @DefaultValue("true") boolean deadLetters,
      @DefaultValue("30d") Duration deadLetterRetention) {

    Stream<NewTopic> declared() {
      NewTopic topic = topic(name, retention);
      return deadLetters
          ? Stream.of(topic, topic(name + DeadLetters.SUFFIX, deadLetterRetention))
          : Stream.of(topic);
    }

    private NewTopic topic(String topicName, Duration keep) {
      return TopicBuilder.name(topicName)
          .partitions(partitions)
          .replicas(replicas)
          .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(keep.toMillis()))
          .build();
    }
  }

  NewTopic[] declared() {
    return topics.stream().flatMap(Topic::declared).toArray(NewTopic[]::new);
  }
}
