package dev.parley.platform.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Ids for everybody; the keys of requests are remembered where a service asks for it by {@code
 * parley.idempotency.enabled=true}.
 */
@AutoConfiguration
@ConditionalOnClass(UuidCreator.class)
public class IdempotencyAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Ids ids() {
    return new Ids();
  }
}
