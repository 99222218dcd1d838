package dev.parley.platform.event;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.platform.json.InstantMillisSerializer;
import dev.parley.platform.telemetry.SlowOperations;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** How events are written and read. Switched off by {@code parley.event.enabled=false}. */
@AutoConfiguration
@ConditionalOnClass({ObjectMapper.class, JavaTimeModule.class})
@ConditionalOnProperty(name = "parley.event.enabled", matchIfMissing = true)
public class EventAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  EventMapper eventMapper() {
    return new EventMapper(mapper());
  }

  @Bean
  @ConditionalOnMissingBean
  EventFactory eventFactory(
      @Value("${spring.application.name:parley}") String name,
      @Value("${parley.event.schema-prefix:urn:parley:event:}") String schemaPrefix,
      ObjectProvider<Clock> clock,
      EventMapper mapper) {
    return new EventFactory(
        URI.create("/" + name), schemaPrefix, clock.getIfAvailable(Clock::systemUTC), mapper);
  }

  @Bean
  @ConditionalOnMissingBean
  EventTracing eventTracing(
      ObjectProvider<OpenTelemetry> traces,
      @Value("${parley.telemetry.slow-operation}") double slowSeconds) {
    return new OtelEventTracing(
        traces.getIfAvailable(OpenTelemetry::noop), new SlowOperations(slowSeconds));
  }

  /** Its own, so that no service's web settings can change what goes over the wire. */
  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(
                new SimpleModule().addSerializer(Instant.class, new InstantMillisSerializer()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
    return mapper;
  }
}
