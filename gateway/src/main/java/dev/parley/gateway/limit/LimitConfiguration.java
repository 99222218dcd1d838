package dev.parley.gateway.limit;

import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

  @Bean
  RedisConnections limitConnections(LettuceConnectionFactory redis) {
    return new RedisConnections(() -> (RedisClient) redis.getRequiredNativeClient());
  }

  @Bean
  Limits limits(
      LimitProperties properties, RedisConnections redis, Clock clock, MeterRegistry meters) {
    return new Limits(
        properties.inForce(),
        new SafeCounters(
            new RedisCounters(redis::commands), new LocalCounters(clock), System::nanoTime),
        meters);
  }
}
