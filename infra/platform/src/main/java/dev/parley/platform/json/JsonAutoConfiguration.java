package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What JSON looks like at the API: snake_case, RFC 3339 with milliseconds, and strict on input, so
 * that a client's mistake is named instead of guessed around.
 */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
@ConditionalOnProperty(name = "parley.json.enabled", matchIfMissing = true)
public class JsonAutoConfiguration {

  private static final int MAX_DEPTH = 16;

  @Bean
  Jackson2ObjectMapperBuilderCustomizer parleyJson() {
    return builder ->
        builder
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializerByType(Instant.class, new InstantMillisSerializer())
            .deserializerByType(String.class, new StorableTextDeserializer())
            .featuresToEnable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .featuresToDisable(
                MapperFeature.ALLOW_COERCION_OF_SCALARS,
                DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .postConfigurer(StrictStrings::configure)
            .postConfigurer(
                mapper ->
                    mapper
                        .getFactory()
                        .setStreamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()));
  }
}
