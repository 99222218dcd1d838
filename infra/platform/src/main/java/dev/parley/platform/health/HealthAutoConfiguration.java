package dev.parley.platform.health;

import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * What an instance says of itself at {@code /internal/health}: whether it serves, in which version,
 * and which of the things that it needs are there.
 */
@AutoConfiguration(
    after = {
      HealthEndpointAutoConfiguration.class,
      DataSourceAutoConfiguration.class,
      RedisAutoConfiguration.class,
      KafkaAutoConfiguration.class
    })
@ConditionalOnWebApplication
@ConditionalOnBean(HealthEndpoint.class)
public class HealthAutoConfiguration {

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  @Bean
  HealthCheck healthCheck(
      HealthEndpoint health,
      ObjectProvider<Dependency> dependencies,
      ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    return new HealthCheck(
        () -> requireReady(health),
        dependencies.orderedStream().toList(),
        built == null ? null : built.getVersion(),
        DEADLINE);
  }

  private static void requireReady(HealthEndpoint health) {
    HealthComponent readiness = health.healthForPath("readiness");
    if (readiness == null || !readiness.getStatus().equals(Status.UP)) {
      throw new IllegalStateException("not ready");
    }
  }

  /**
   * Else whoever asks first waits for connections to be made, and may be told that they are not.
   */
  @Bean
  ApplicationListener<ApplicationReadyEvent> firstHealthCheck(HealthCheck check) {
    return _ -> {
      var _ = check.ask();
    };
  }

  @Bean
  DependencyFigures dependencyFigures(HealthCheck check) {
    return new DependencyFigures(check);
  }

  @Bean
  @ConditionalOnProperty(name = "parley.internal-paths", matchIfMissing = true)
  HealthController healthOfTheInstance(HealthCheck check) {
    return new HealthController(check);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(DataSource.class)
  @ConditionalOnBean(DataSource.class)
  static class Database {
    @Bean
    Dependency databaseDependency(DataSource database) {
      return new Dependency(
          "database",
          () -> {
            try (Connection connection = database.getConnection()) {
              if (!connection.isValid(1)) {
                throw new IllegalStateException("the connection is dead");
              }
            }
          });
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(RedisConnectionFactory.class)
  @ConditionalOnBean(RedisConnectionFactory.class)
  static class Redis {
    @Bean
    Dependency redisDependency(RedisConnectionFactory redis) {
      return new Dependency(
          "redis",
          () -> {
            try (RedisConnection connection = redis.getConnection()) {
              connection.ping();
            }
          });
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(KafkaAdmin.class)
  @ConditionalOnBean(KafkaAdmin.class)
  static class Kafka {
    @Bean
    KafkaProbe kafkaProbe(KafkaAdmin admin) {
      return new KafkaProbe(admin.getConfigurationProperties());
    }

    @Bean
    Dependency kafkaDependency(KafkaProbe probe) {
      return new Dependency("kafka", probe);
    }
  }
}
