package dev.parley.platform.kafka;

import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.inbox.Inbox;
import dev.parley.platform.inbox.InboxAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * How services read Kafka: topics declared, batches handled once, dead letters for what cannot be.
 * Switched off by {@code parley.kafka.enabled=false}.
 */
@AutoConfiguration(
    before = KafkaAutoConfiguration.class,
    after = {
      CompositeMeterRegistryAutoConfiguration.class,
      EventAutoConfiguration.class,
      InboxAutoConfiguration.class,
      TransactionAutoConfiguration.class
    })
@ConditionalOnClass({KafkaTemplate.class, MeterRegistry.class, DataAccessException.class})
@ConditionalOnProperty(name = "parley.kafka.enabled", matchIfMissing = true)
@EnableConfigurationProperties({TopicsProperties.class, Retries.class})
public class EventKafkaAutoConfiguration {

  @Bean
  OutageLog outageLog() {
    return OutageLog.install();
  }

  @Bean
  KafkaAdmin.NewTopics declaredTopics(TopicsProperties topics) {
    return new KafkaAdmin.NewTopics(topics.declared());
  }

  @Bean
  TopicDeclaration topicDeclaration(KafkaAdmin admin) {
    return new TopicDeclaration(admin);
  }

  @Bean
  @ConditionalOnMissingBean
  DeadLetters deadLetters(
      KafkaOperations<Object, Object> kafka, ObjectProvider<MeterRegistry> meters) {
    return new DeadLetters(kafka, meters.getIfAvailable(SimpleMeterRegistry::new));
  }

  @Bean
  @ConditionalOnMissingBean
  EventBatches eventBatches(
      ObjectProvider<Inbox> inbox,
      ObjectProvider<TransactionOperations> transactions,
      DeadLetters deadLetters,
      EventTracing tracing,
      Retries retries) {
    return new EventBatches(
        new Units(inbox::getObject, transactions::getObject), deadLetters, tracing, retries);
  }

  /**
   * For what a listener throws. A batch is delivered again until it is taken: {@link EventBatches}
   * has sorted out what cannot be handled, so this is an outage. A single record has its few
   * attempts.
   */
  @Bean
  @ConditionalOnMissingBean(CommonErrorHandler.class)
  DefaultErrorHandler redelivery(DeadLetters deadLetters, Retries retries) {
    ExponentialBackOff untilItWorks = new ExponentialBackOff(200, 2);
    untilItWorks.setMaxInterval(5_000);
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (ConsumerRecord<?, ?> record, Exception failure) ->
                deadLetters.send("listener", record, failure, retries.attempts()),
            untilItWorks);
    FixedBackOff fewAttempts =
        new FixedBackOff(retries.firstPause().toMillis(), retries.attempts() - 1L);
    handler.setBackOffFunction(
        (_, failure) -> Outages.isOutage(failure) ? untilItWorks : fewAttempts);
    return handler;
  }
}
