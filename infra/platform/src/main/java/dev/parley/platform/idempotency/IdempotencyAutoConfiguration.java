package dev.parley.platform.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.platform.migration.PlatformTables;
import dev.parley.platform.problem.ServletProblemAutoConfiguration;
import dev.parley.platform.problem.ServletProblems;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Ids for everybody; keys of requests are remembered where a service asks for it by {@code
 * parley.idempotency.enabled=true}.
 */
@AutoConfiguration(
    after = {JdbcTemplateAutoConfiguration.class, ServletProblemAutoConfiguration.class},
    before = FlywayAutoConfiguration.class)
@ConditionalOnClass(UuidCreator.class)
public class IdempotencyAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Ids ids() {
    return new Ids();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass({JdbcOperations.class, Flyway.class, JwtAuthenticationToken.class})
  @ConditionalOnProperty("parley.idempotency.enabled")
  @EnableConfigurationProperties(IdempotencyProperties.class)
  static class Keys {

    @Bean
    FlywayConfigurationCustomizer idempotencyTables() {
      return PlatformTables.in("classpath:dev/parley/platform/idempotency");
    }

    @Bean
    IdempotencyThinning idempotencyThinning(JdbcOperations jdbc, IdempotencyProperties properties) {
      return new IdempotencyThinning(jdbc, properties);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
        JdbcOperations jdbc, IdempotencyProperties settings, Ids ids, ServletProblems problems) {
      var registration =
          new FilterRegistrationBean<>(
              new IdempotencyFilter(new IdempotencyKeys(jdbc, settings), ids, problems));
      // when it is known who asks
      registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 10);
      return registration;
    }
  }
}
