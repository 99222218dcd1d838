package dev.parley.gateway.limit;

import dev.parley.platform.trace.Spans;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

  @Bean
  RedisConnections limitConnections(
      LettuceConnectionFactory factory,
      ClientResources resources,
      RedisProperties redis,
      ReactorResourceFactory netty) {
    LettuceClientConfiguration configured = factory.getClientConfiguration();
    RedisURI uri = RedisURI.create(redis.getUrl());
    uri.setTimeout(configured.getCommandTimeout());
    return new RedisConnections(
        loops(netty.getLoopResources()),
        loop -> {
          var client =
              RedisClient.create(
                  resources
                      .mutate()
                      .eventLoopGroupProvider(new LoopOfAnother(loop))
                      .nettyCustomizer(new SentTogether())
                      .build(),
                  uri);
          configured.getClientOptions().ifPresent(client::setOptions);
          return client;
        });
  }

  /** Those that the server reads its clients with. */
  private static List<EventLoop> loops(LoopResources resources) {
    return StreamSupport.stream(
            resources.onServer(LoopResources.DEFAULT_NATIVE).spliterator(), false)
        .map(EventLoop.class::cast)
        .toList();
  }

  @Bean
  Limits limits(
      LimitProperties properties,
      RedisConnections redis,
      Spans spans,
      Clock clock,
      MeterRegistry meters) {
    return new Limits(
        properties.inForce(),
        new SafeCounters(
            new RedisCounters(redis::commands, spans), new LocalCounters(clock), System::nanoTime),
        meters);
  }
}
