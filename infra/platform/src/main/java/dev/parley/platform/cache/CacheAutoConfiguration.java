package dev.parley.platform.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.event.EventAutoConfiguration;
import dev.parley.platform.event.EventMapper;
import dev.parley.platform.migration.PlatformTables;
import dev.parley.platform.redis.RedisLink;
import dev.parley.platform.trace.Spans;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Caches of a service that has a database and Redis. {@code parley.cache.enabled=false} leaves
 * {@link Caches} in place, which then keep nothing: no service needs to know.
 */
@AutoConfiguration(
    after = {
      JdbcTemplateAutoConfiguration.class,
      RedisAutoConfiguration.class,
      CompositeMeterRegistryAutoConfiguration.class,
      EventAutoConfiguration.class
    },
    before = FlywayAutoConfiguration.class)
@ConditionalOnClass({Caffeine.class, RedisClient.class, JdbcOperations.class})
@ConditionalOnBean({LettuceConnectionFactory.class, JdbcOperations.class, EventMapper.class})
@EnableConfigurationProperties(CacheProperties.class)
public class CacheAutoConfiguration {

  @Bean
  Trust cacheTrust(CacheProperties settings, ObjectProvider<Heart> heart) {
    return new Trust(settings.trust(), System::nanoTime, () -> heart.ifAvailable(Heart::hurry));
  }

  @Bean
  RedisLink<byte[]> cacheLink(
      LettuceConnectionFactory redis,
      ObjectProvider<Spans> spans,
      @Value("${spring.application.name:parley}") String service) {
    return new RedisLink<>(
        () -> (RedisClient) redis.getRequiredNativeClient(),
        RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE),
        "parley:cache:" + service,
        spans.getIfAvailable(() -> Spans.NONE));
  }

  @Bean
  RedisStore cacheStore(
      RedisLink<byte[]> link,
      Trust trust,
      CacheProperties settings,
      @Value("${spring.application.name:parley}") String service) {
    return new RedisStore(link, trust, "parley:cache:" + service + ":", settings.redisTimeout());
  }

  @Bean
  MissedChanges missedChanges(JdbcOperations jdbc) {
    return new JdbcMissedChanges(jdbc);
  }

  @Bean
  Caches caches(
      CacheProperties settings,
      RedisStore store,
      Trust trust,
      MissedChanges missed,
      EventMapper json,
      ObjectProvider<MeterRegistry> registry) {
    MeterRegistry meters = registry.getIfAvailable(SimpleMeterRegistry::new);
    Gauge.builder("cache.trusted", trust, t -> t.holds() ? 1 : 0)
        .description("1: Redis answers, and what others change is heard of; 0: nothing is cached")
        .register(meters);
    return new Caches(settings, store, trust, missed, json, meters);
  }

  @Bean
  Heart cacheHeart(
      Caches caches,
      RedisLink<byte[]> link,
      Trust trust,
      MissedChanges missed,
      CacheProperties settings) {
    return new Heart(caches, link, trust, missed, settings);
  }

  @Bean
  WarmUp cacheWarmUp(ObjectProvider<CacheWarmer> warmers, Trust trust, CacheProperties settings) {
    return new WarmUp(warmers.orderedStream().toList(), trust, settings);
  }

  @Bean
  CacheControl cacheControl(Caches caches, MissedChanges missed) {
    return new CacheControl(caches, missed);
  }

  @Bean
  CacheEndpoint cacheEndpoint(Caches caches, CacheControl control, WarmUp warmUp, Trust trust) {
    return new CacheEndpoint(caches, control, warmUp, trust);
  }

  @Bean
  @ConditionalOnProperty(name = "parley.cache.enabled", matchIfMissing = true)
  CacheHealth cacheHealthIndicator(Trust trust) {
    return new CacheHealth(trust);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Flyway.class)
  static class Tables {
    @Bean
    FlywayConfigurationCustomizer cacheTables() {
      return PlatformTables.in("classpath:dev/parley/platform/cache");
    }
  }
}
