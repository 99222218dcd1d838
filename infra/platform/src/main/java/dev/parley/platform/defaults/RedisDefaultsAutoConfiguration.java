package dev.parley.platform.defaults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Redis is a help, never a need: while it is away commands fail at once and are not queued. */
@AutoConfiguration(before = RedisAutoConfiguration.class)
@ConditionalOnClass(ClientOptions.class)
public class RedisDefaultsAutoConfiguration {

  private static final int QUEUED_COMMANDS = 10_000;

  /** Of itself Lettuce comes to wait half a minute between two tries. */
  @Bean
  ClientResourcesBuilderCustomizer backSoon() {
    return resources ->
        resources.reconnectDelay(
            Delay.exponential(Duration.ofMillis(1), Duration.ofSeconds(1), 2, MILLISECONDS));
  }

  @Bean
  LettuceClientOptionsBuilderCustomizer failFast(
      @Value("${spring.data.redis.connect-timeout}") Duration connectTimeout) {
    return options ->
        options
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUED_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(connectTimeout).build());
  }
}
